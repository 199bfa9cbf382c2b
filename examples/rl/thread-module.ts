import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const loader = createRequire(import.meta.url)
  .resolve('tsx/esm/api')
  .replace(/\.cjs$/, '.mjs');

/**
 * What a thread loads to do one kind of job of `jobs.ts`. In JavaScript it is `new URL('./jobs.js', import.meta.url)` and nothing else;
 * these examples are TypeScript, so each thread begins with the loader that runs them.
 */
export const threadModule = (exportName: 'trainingJobOf' | 'trialJobOf'): string => {
  const text = `import { register } from '${pathToFileURL(loader)}';
register();
export const job = (await import('${new URL('./jobs.ts', import.meta.url)}')).${exportName};`;
  return `data:text/javascript,${encodeURIComponent(text)}`;
};
