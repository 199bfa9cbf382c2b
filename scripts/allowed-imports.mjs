// What importing each public name may load besides files of its own package. Exact: a test compares it with the sources, and
// the check of the packages with what is built. A new subpath has to be written here.
//
// `eager` is loaded at once; `lazy` only when something that needs it is called, by an `import()`. Libraries that a user need
// not install (optional peers) may stand under `lazy` alone.

export const allowedImports = {
  '@sigmax/core': { eager: ['@noble/hashes', 'rxjs', 'zod'], lazy: [] },
  '@sigmax/core/plugins': { eager: ['node:fs', 'node:path', 'node:url', 'zod'], lazy: ['(computed)'] },
  '@sigmax/core/report': { eager: ['zod'], lazy: [] },
  '@sigmax/core/testing': { eager: ['@noble/hashes', 'rxjs', 'vitest', 'zod'], lazy: [] },
  '@sigmax/risk': { eager: ['@sigmax/core', 'rxjs', 'zod'], lazy: [] },
  '@sigmax/risk/node': { eager: ['@sigmax/core', 'node:fs', 'node:os', 'node:path'], lazy: [] },
  '@sigmax/adapters/ccxt': {
    eager: ['@sigmax/core', 'node:fs', 'node:path', 'node:url', 'rxjs', 'zod'],
    lazy: ['(computed)', 'ccxt'],
  },
  '@sigmax/adapters/csv': {
    eager: [
      '@sigmax/core',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:stream',
      'node:url',
      'node:zlib',
      'rxjs',
      'zod',
    ],
    lazy: [],
  },
  '@sigmax/adapters/duckdb': {
    eager: [
      '@sigmax/core',
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:path',
      'node:stream',
      'node:stream/promises',
      'node:url',
      'node:zlib',
      'zod',
    ],
    lazy: ['@duckdb/node-api'],
  },
  '@sigmax/adapters/importers': {
    eager: [
      '@sigmax/core',
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:stream',
      'node:url',
      'node:zlib',
      'zod',
    ],
    lazy: [],
  },
  '@sigmax/adapters/json': {
    eager: [
      '@sigmax/core',
      'node:buffer',
      'node:fs',
      'node:fs/promises',
      'node:path',
      'node:stream',
      'node:url',
      'node:zlib',
      'rxjs',
      'zod',
    ],
    lazy: [],
  },
  '@sigmax/adapters/news': { eager: ['@sigmax/core', 'rxjs', 'zod'], lazy: [] },
  '@sigmax/adapters/order-book-sync': { eager: ['@sigmax/core', 'zod'], lazy: [] },
  '@sigmax/adapters/testing': {
    eager: ['@sigmax/core', 'node:crypto', 'node:http', 'node:zlib', 'zod'],
    lazy: ['ws'],
  },
  '@sigmax/adapters/recorder': {
    eager: [
      '@sigmax/core',
      'node:crypto',
      'node:fs',
      'node:fs/promises',
      'node:os',
      'node:path',
      'node:util',
      'node:zlib',
      'rxjs',
      'zod',
    ],
    lazy: [],
  },
  '@sigmax/adapters/research': { eager: ['@sigmax/core', 'rxjs', 'zod'], lazy: [] },
  '@sigmax/adapters/symbols': {
    eager: ['@sigmax/core', 'node:crypto', 'node:fs/promises', 'node:path', 'zod'],
    lazy: ['pg'],
  },
  '@sigmax/quantum-sim': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/lp': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/drawing': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/open-qasm': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/qaoa': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/threads': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/vqe': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/noise': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/density-matrix': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/routing': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/stabilizer': { eager: [], lazy: [] },
  '@sigmax/quantum-sim/matrix-product-state': { eager: [], lazy: [] },
  '@sigmax/agents': { eager: ['@sigmax/core', 'rxjs', 'zod'], lazy: [] },
  '@sigmax/agents/evaluation': { eager: ['@sigmax/core', 'zod'], lazy: [] },
  '@sigmax/agents/langgraph': { eager: ['@sigmax/core', 'rxjs', 'zod'], lazy: [] },
  '@sigmax/agents/model-roles': { eager: ['@sigmax/core', 'zod'], lazy: [] },
  '@sigmax/agents/simulation': { eager: ['@sigmax/core', 'zod'], lazy: [] },
  '@sigmax/agents/testing': { eager: ['@sigmax/core', '@sigmax/core/testing', 'rxjs', 'vitest', 'zod'], lazy: [] },
  '@sigmax/agents/security': { eager: ['@sigmax/core', 'zod'], lazy: [] },
  '@sigmax/agents/node': { eager: ['@sigmax/core', 'node:child_process', 'node:fs', 'node:path', 'zod'], lazy: [] },
  '@sigmax/rl': { eager: ['@sigmax/core', 'zod'], lazy: [] },
  '@sigmax/rl/evaluation': { eager: ['@sigmax/core', 'zod'], lazy: [] },
  '@sigmax/rl/tf': { eager: ['@sigmax/core', 'zod'], lazy: ['@tensorflow/tfjs-core', '@tensorflow/tfjs-layers'] },
  '@sigmax/rl/node': {
    eager: ['@sigmax/core', 'node:fs', 'node:os', 'node:path', 'node:worker_threads', 'zod'],
    lazy: [],
  },
  '@sigmax/quantum-sim/strategy': { eager: ['@sigmax/core', 'zod'], lazy: [] },
};

/** Everything that importing a public name loads at once, through our other packages too. */
export const loadedAtOnce = (name) => {
  const all = new Set();
  const add = (one) => {
    for (const loaded of allowedImports[one]?.eager ?? []) {
      if (all.has(loaded)) continue;
      all.add(loaded);
      add(loaded);
    }
  };
  add(name);
  return [...all].sort();
};
