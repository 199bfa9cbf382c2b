import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { PageScripts } from './page-html';

const fileOf = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The two scripts of the page, each with all that it uses inside.
 *
 * They hold the built packages; a `tsconfig` that maps their names to the sources lets a test bundle those.
 */
export const bundleScripts = async (tsconfig = fileOf('tsconfig.json')): Promise<PageScripts> => {
  const bundled = async (entry: string): Promise<string> => {
    const { outputFiles } = await build({
      entryPoints: [fileOf(entry)],
      bundle: true,
      write: false,
      minify: true,
      format: 'iife',
      platform: 'browser',
      target: 'es2022',
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'silent',
      tsconfig,
    });
    return outputFiles[0]!.text.trim();
  };
  const [page, worker] = await Promise.all([bundled('browser/main.ts'), bundled('browser/worker.ts')]);
  return { page, worker };
};
