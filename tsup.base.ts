import type { Options } from 'tsup';
import { rawText } from './build/raw-text';
import { rewriteSources } from './build/rewrite-sources';

/**
 * How every package is built: ESM, CommonJS and declarations, one entry for each subpath of its exports map.
 *
 * Splitting is on for both formats, so that a class or a registry exists once however many subpaths are loaded.
 * `treeshake` hands the CommonJS output to rollup; without it tsup's own splitting would rewrite `??` and `?.` into calls.
 */
export const packageBuild = (entry: Readonly<Record<string, string>>): Options => ({
  entry: { ...entry },
  format: ['esm', 'cjs'],
  target: 'node20',
  platform: 'neutral',
  tsconfig: '../../tsconfig.build.json',
  dts: true,
  sourcemap: true,
  splitting: true,
  treeshake: true,
  removeNodeProtocol: false,
  clean: true,
  external: [/^node:/],
  noExternal: [/\?raw$/],
  esbuildPlugins: [rawText, rewriteSources],
});
