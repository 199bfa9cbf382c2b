// Compiles the kernels and writes them as text into src/kernels/kernels-module.ts; with --check it compares instead.
// Ends with status 1 where they differ, and with 3 where the AssemblyScript compiler is not installed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const target = fileURLToPath(new URL('../src/kernels/kernels-module.ts', import.meta.url));

const asc = await import('assemblyscript/asc').catch(() => undefined);
if (asc === undefined) {
  console.error('assemblyscript is not installed.');
  process.exit(3);
}

let bytes;
const { error, stderr } = await asc.main(
  [
    'index.ts',
    ...['--baseDir', folder],
    ...['--outFile', 'kernels.wasm'],
    ...['-O3', '--noAssert', '--converge'],
    ...['--runtime', 'stub'],
    ...['--enable', 'simd', '--enable', 'bulk-memory'],
    '--importMemory',
    // Numbers lie below 1,024, where src/kernels/web-assembly-core.ts begins.
    ...['--memoryBase', '64'],
  ],
  {
    writeFile: (name, contents) => {
      if (name.endsWith('.wasm')) bytes = contents;
    },
  },
);
if (error !== null || bytes === undefined) {
  console.error(`${error?.message ?? 'no output'}\n${stderr.toString()}`);
  process.exit(2);
}

// Hexadecimal: its letters keep the bytes apart, and it compresses to four fifths of what base64 does.
const text = `/** The kernels of ../../assembly as a WebAssembly module in hexadecimal; written by \`npm run build:kernels\`. */
export const kernelsModule =
  '${Buffer.from(bytes).toString('hex')}';
`;
if (!process.argv.includes('--check')) {
  writeFileSync(target, text);
  console.log(`src/kernels/kernels-module.ts: ${bytes.length} bytes`);
} else if (readFileSync(target, 'utf8') !== text) {
  console.error('src/kernels/kernels-module.ts is not what assembly/ compiles to; run npm run build:kernels.');
  process.exit(1);
}
