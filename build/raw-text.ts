import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';
import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

const suffix = '?raw';

/** `import text from './file.js?raw'` gives the text of a file, as vite and vitest do without help. */
export const rawText: Plugin = {
  name: 'raw-text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => {
      const file = createRequire(resolve(resolveDir, 'importer.js')).resolve(path.slice(0, -suffix.length));
      // Relative, because the path is printed into the output, which must not depend on where it was built. With the suffix,
      // because tsup takes every path that ends with .css for itself.
      return { path: relative('.', file) + suffix, namespace: 'raw-text' };
    });
    build.onLoad({ filter: /.*/, namespace: 'raw-text' }, async ({ path }) => {
      const file = resolve(path.slice(0, -suffix.length));
      return { contents: await readFile(file, 'utf8'), loader: 'text', watchFiles: [file] };
    });
  },
};
