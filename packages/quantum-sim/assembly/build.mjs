// Compiles the kernels and writes them as text into the files named below; with --check it compares instead.
// Ends with status 1 where they differ, and with 3 where the AssemblyScript compiler is not installed.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const modules = [
  { entry: 'index.ts', path: 'src/kernels/kernels-module.ts', name: 'kernelsModule', from: 'assembly' },
  {
    entry: 'subspace/index.ts',
    path: 'src/subspace/subspace-module.ts',
    name: 'subspaceModule',
    from: 'assembly/subspace',
  },
  { entry: 'qaoa/index.ts', path: 'src/qaoa/qaoa-module.ts', name: 'qaoaModule', from: 'assembly/qaoa' },
];
const folder = fileURLToPath(new URL('.', import.meta.url));

const asc = await import('assemblyscript/asc').catch(() => undefined);
if (asc === undefined) {
  console.error('assemblyscript is not installed.');
  process.exit(3);
}

const compile = async (entry) => {
  let bytes;
  const { error, stderr } = await asc.main(
    [
      entry,
      ...['--baseDir', folder],
      ...['--outFile', 'kernels.wasm'],
      ...['-O3', '--noAssert', '--converge'],
      ...['--runtime', 'stub'],
      ...['--enable', 'simd', '--enable', 'bulk-memory'],
      '--importMemory',
    ],
    {
      writeFile: (name, contents) => {
        if (name.endsWith('.wasm')) bytes = contents;
      },
    },
  );
  if (error === null && bytes !== undefined) return bytes;
  console.error(`${error?.message ?? 'no output'}\n${stderr.toString()}`);
  process.exit(2);
};

for (const { entry, path, name, from } of modules) {
  const target = fileURLToPath(new URL(`../${path}`, import.meta.url));
  const bytes = await compile(entry);
  const text = `/** The kernels of ../../${from} as a WebAssembly module in hexadecimal digits; written by \`npm run build:kernels\`. */
export const ${name} =
  '${Buffer.from(bytes).toString('hex')}';
`;
  if (!process.argv.includes('--check')) {
    writeFileSync(target, text);
    console.log(`${path}: ${bytes.length} bytes`);
  } else if (readFileSync(target, 'utf8') !== text) {
    console.error(`${path} is not what assembly/ compiles to; run npm run build:kernels.`);
    process.exit(1);
  }
}
