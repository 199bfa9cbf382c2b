import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { relative, resolve } from 'node:path';
import type { Options } from 'tsup';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** `import text from './file.js?raw'` gives the text of a file, as vite and vitest do without help. */
export const rawText: Plugin = {
  name: 'raw-text',
  setup(build) {
    build.onResolve({ filter: /\?raw$/ }, ({ path, resolveDir }) => {
      const file = createRequire(resolve(resolveDir, 'importer.js')).resolve(path.slice(0, -'?raw'.length));
      // Relative, because the path is printed into the output, which must not depend on where it was built.
      return { path: relative('.', file), namespace: 'raw-text' };
    });
    build.onLoad({ filter: /.*/, namespace: 'raw-text' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      loader: 'text',
      watchFiles: [resolve(path)],
    }));
  },
};
