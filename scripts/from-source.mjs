// Lets Node run the TypeScript of this repository without a build: node --import ./scripts/from-source.mjs file.ts
// tsx compiles and maps @sigmax/* to the sources; the hook gives `import text from './file?raw'` the text of a file.
import { readFile } from 'node:fs/promises';
import { register } from 'node:module';
import { fileURLToPath } from 'node:url';

const isHook = import.meta.url.endsWith('?hook');

if (!isHook) {
  await import('tsx');
  // This same file, loaded a second time in the thread where Node keeps its module hooks.
  register(`${import.meta.url}?hook`);
}

export const load = async (url, context, nextLoad) => {
  if (!(url.startsWith('file:') && new URL(url).searchParams.has('raw'))) return nextLoad(url, context);
  const text = await readFile(fileURLToPath(url.split('?')[0]), 'utf8');
  return { format: 'module', source: `export default ${JSON.stringify(text)};`, shortCircuit: true };
};
