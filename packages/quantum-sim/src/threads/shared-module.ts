/** Where a module's bytes are read. */
interface Reader {
  readonly bytes: Uint8Array;
  at: number;
}

/** A whole number of seven bits a byte, lowest first (LEB128). */
const readWhole = (reader: Reader): number => {
  let value = 0;
  let factor = 1;
  for (;;) {
    const byte = reader.bytes[reader.at]!;
    reader.at += 1;
    value += (byte & 127) * factor;
    factor *= 128;
    if (byte < 128) return value;
  }
};

const whole = (value: number): number[] => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 128; rest = Math.floor(rest / 128)) bytes.push((rest % 128) + 128);
  return [...bytes, rest];
};

const importSection = 2;
const memoryKind = 2;

/** All of the 32-bit addresses, in pages. */
const mostPages = 65_536;

/** The import section with its one import, a memory, as a shared one. */
const sharedImports = (section: Uint8Array): number[] => {
  const reader: Reader = { bytes: section, at: 0 };
  const count = readWhole(reader);
  for (let part = 0; part < 2; part++) {
    const length = readWhole(reader);
    reader.at += length;
  }
  const kindAt = reader.at;
  if (count !== 1 || section[kindAt] !== memoryKind || section[kindAt + 1] !== 0) {
    throw new Error('The module does not import one plain memory.');
  }
  reader.at = kindAt + 2;
  const initial = readWhole(reader);
  // Flags: it has a maximum, and it is shared.
  return [...section.subarray(0, kindAt + 1), 3, ...whole(initial), ...whole(mostPages)];
};

/**
 * A module whose imported memory is shared, from one whose memory is not: the kernels are the same, so they are in the package once.
 *
 * Source: WebAssembly core specification 2.0, section 5.5.5 (imports), and the threads proposal (shared limits).
 */
export const sharedModule = (module: Uint8Array): Uint8Array => {
  const reader: Reader = { bytes: module, at: 8 };
  while (reader.at < module.length) {
    const start = reader.at;
    const id = module[start];
    reader.at += 1;
    const length = readWhole(reader);
    const body = reader.at;
    reader.at += length;
    if (id !== importSection) continue;
    const imports = sharedImports(module.subarray(body, reader.at));
    return Uint8Array.from([
      ...module.subarray(0, start),
      importSection,
      ...whole(imports.length),
      ...imports,
      ...module.subarray(reader.at),
    ]);
  }
  throw new Error('The module has no imports.');
};
