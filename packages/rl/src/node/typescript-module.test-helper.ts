import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const loader = createRequire(import.meta.url)
  .resolve('tsx/esm/api')
  .replace(/\.cjs$/, '.mjs');

/** A module that a thread can load, with one export of a module in TypeScript: threads know nothing of how tests load it. */
export const typescriptModule = (file: URL, exportName: string): string => {
  const text = `import { register } from '${pathToFileURL(loader)}';
register();
export const job = (await import('${file}')).${exportName};`;
  return `data:text/javascript,${encodeURIComponent(text)}`;
};
