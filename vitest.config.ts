import { fileURLToPath } from 'node:url';
import { configDefaults, defineConfig } from 'vitest/config';

const source = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Tests run against the sources, so that they need no build; `npm run verify:packages` tests what is published. */
const alias = [
  { find: /^fast-check$/, replacement: source('./test/seeded-fast-check.mjs') },
  {
    find: /^@sigmax\/(core|risk|quantum-sim|rl|agents|adapters)\/(.+)$/,
    replacement: source('./packages/$1/src/$2/index.ts'),
  },
  { find: /^@sigmax\/(core|risk|quantum-sim|rl|agents)$/, replacement: source('./packages/$1/src/index.ts') },
];

/** Tests that put something else in the place of a module or of a global, as a backend of tfjs is, so that each needs its own. */
const alone = [
  'packages/*/src/kernels/machines.test.ts',
  'packages/adapters/src/recorder/recording-file.test.ts',
  'packages/quantum-sim/src/threads/start-threads.test.ts',
  'packages/rl/src/tf/*.test.ts',
  'packages/risk/src/node/*.test.ts',
];

/** Files share the modules they load, which takes most of the time that a small file would take by itself. */
const project = (name: string, include: string[]) => ({
  resolve: { alias },
  test: { name, include, exclude: [...configDefaults.exclude, ...alone], isolate: false, testTimeout: 30_000 },
});

export default defineConfig({
  test: {
    projects: [
      project('core', ['packages/core/src/**/*.test.ts']),
      project('risk', ['packages/risk/src/**/*.test.ts']),
      project('quantum-sim', ['packages/quantum-sim/src/**/*.test.ts']),
      project('rl', ['packages/rl/src/**/*.test.ts']),
      project('agents', ['packages/agents/src/**/*.test.ts']),
      project('adapters', ['packages/adapters/src/**/*.test.ts']),
      project('examples', ['examples/**/*.test.ts']),
      project('repository', ['test/**/*.test.ts', 'bench/**/*.test.ts']),
      { resolve: { alias }, test: { name: 'alone', include: alone, testTimeout: 30_000 } },
    ],
  },
});
