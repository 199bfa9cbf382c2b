import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

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

const project = (name: string, include: string[]) => ({
  resolve: { alias },
  test: { name, include, testTimeout: 30_000 },
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
    ],
  },
});
