import { readFile } from 'node:fs/promises';
import type { Options } from 'tsup';
import { makeSchemasLazy } from './lazy-schemas';
import { markPureConstants } from './pure-constants';

type Plugin = NonNullable<Options['esbuildPlugins']>[number];

/** What is written otherwise in what we publish, so that importing it costs little and unused parts can be left out. */
export const rewriteSources: Plugin = {
  name: 'rewrite-sources',
  setup(build) {
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/, namespace: 'file' }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const rewritten = [makeSchemasLazy, markPureConstants].reduce((current, rewrite) => rewrite(path, current), text);
      return { contents: rewritten, loader: 'ts' };
    });
  },
};
