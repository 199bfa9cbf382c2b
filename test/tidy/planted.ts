import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { tidy } from './tidy';

const manifest = (name: string, extra: object = {}): string =>
  JSON.stringify({ name: `@sigmax/${name}`, exports: { '.': {} }, dependencies: { '@sigmax/core': '*' }, ...extra });

/** A repository that breaks no rule. */
const clean: Readonly<Record<string, string>> = {
  'packages/core/package.json': manifest('core', {
    exports: { '.': {}, './testing': {} },
    dependencies: { zod: '*', '@noble/hashes': '*' },
    devDependencies: { chart: '*' },
    peerDependencies: { rxjs: '*', vitest: '*' },
  }),
  'packages/risk/package.json': manifest('risk', { dependencies: { '@sigmax/core': '*', mathjs: '*' } }),
  'packages/agents/package.json': manifest('agents'),
  'packages/rl/package.json': manifest('rl', {
    peerDependencies: { '@tensorflow/tfjs': '*' },
    peerDependenciesMeta: { '@tensorflow/tfjs': { optional: true } },
  }),
  'packages/quantum-sim/package.json': manifest('quantum-sim', { dependencies: { '@sigmax/core': '*', mathjs: '*' } }),
  'packages/adapters/package.json': manifest('adapters', {
    exports: { './csv': {} },
    peerDependencies: { ccxt: '*', rxjs: '*' },
    peerDependenciesMeta: { ccxt: { optional: true } },
  }),
};

/** What the rules say about a clean repository with these files put into it. */
export const tidyWith = (files: Readonly<Record<string, string>>): string[] => {
  const root = mkdtempSync(join(tmpdir(), 'tidy-'));
  try {
    for (const [path, text] of Object.entries({ ...clean, ...files })) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
    return tidy(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
};
