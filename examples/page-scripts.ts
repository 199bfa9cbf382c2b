import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

/** The scripts of a page. */
export interface PageScripts {
  /** Runs in the page. */
  readonly page: string;
  /** Runs in the page's worker. */
  readonly worker: string;
}

/**
 * The two scripts of a page, `browser/main.ts` and `browser/worker.ts` of its folder, each with all that it uses inside.
 *
 * They hold the built packages; a `tsconfig` that maps their names to the sources lets a test bundle those.
 */
export const bundleScripts = async (folder: URL, tsconfig?: string): Promise<PageScripts> => {
  const fileOf = (path: string): string => fileURLToPath(new URL(path, folder));
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
      tsconfig: tsconfig ?? fileOf('tsconfig.json'),
    });
    return outputFiles[0]!.text.trim();
  };
  const [page, worker] = await Promise.all([bundled('browser/main.ts'), bundled('browser/worker.ts')]);
  return { page, worker };
};

/** Lets a page run this script, its workers and WebAssembly, and load nothing. */
export const policyFor = (script: string): string => {
  const hash = `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
  return `default-src 'none'; style-src 'unsafe-inline'; script-src ${hash} 'wasm-unsafe-eval' blob:; worker-src blob:; base-uri 'none'; form-action 'none'`;
};

/** Data inside a page: no text of it can end the element that it stands in. */
export const embedded = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');
