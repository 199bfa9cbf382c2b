import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
// @ts-expect-error a script without types
import { allowedImports, loadedAtOnce } from '../scripts/allowed-imports.mjs';
// @ts-expect-error a script without types
import { loadedBy } from '../scripts/module-graph.mjs';
// @ts-expect-error a script without types
import { publicNames } from '../scripts/public-names.mjs';

interface Loaded {
  readonly eager: readonly string[];
  readonly lazy: readonly string[];
}

interface PublicName {
  readonly name: string;
  readonly source: string;
  readonly optionalPeers: readonly string[];
}

const names: readonly PublicName[] = publicNames();
const allowed: Readonly<Record<string, Loaded>> = allowedImports;
const optionalPeers = [...new Set(names.flatMap((one) => one.optionalPeers))];

describe('importing a package by its public names', () => {
  it('is listed in scripts/allowed-imports.mjs, every name and no other', () => {
    expect(Object.keys(allowed).sort()).toEqual(names.map(({ name }) => name).sort());
  });

  it.each(names)('$name loads what is listed, at once and later', ({ name, source }) => {
    expect(loadedBy(source)).toEqual(allowed[name]);
  });

  it.each(names)('$name needs no optional peer at once', ({ name }) => {
    // The contract suites are written for vitest, which whoever imports them has.
    const needed = loadedAtOnce(name).filter((one: string) => optionalPeers.includes(one));
    const isSuite = name === '@sigmax/core/testing' || name === '@sigmax/agents/testing';
    expect(needed).toEqual(isSuite ? ['vitest'] : []);
  });

  it('@sigmax/adapters/csv loads neither ccxt nor a driver, through no package of ours', () => {
    const { lazy } = allowed['@sigmax/adapters/csv'] as Loaded;
    const all = [...loadedAtOnce('@sigmax/adapters/csv'), ...lazy];
    for (const heavy of ['ccxt', '@duckdb/node-api', 'pg', 'ws']) {
      expect(optionalPeers).toContain(heavy);
      expect(all).not.toContain(heavy);
    }
    expect(all.filter((one) => one.startsWith('@sigmax/'))).toEqual(['@sigmax/core']);
  });
});

/** What `index.ts` loads in a folder of these files. */
const loadedIn = (files: Readonly<Record<string, string>>): Loaded => {
  const folder = mkdtempSync(join(tmpdir(), 'module-graph-'));
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    return loadedBy(join(folder, 'index.ts'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

describe('what a module loads', () => {
  it.each([
    ["import a from 'a';", ['a'], []],
    ["import 'a';", ['a'], []],
    ["import * as a from '@scope/a/deep/b.js';", ['@scope/a'], []],
    ["export { a } from 'a'; export * from 'b/c';", ['a', 'b'], []],
    ["import a = require('a');", ['a'], []],
    ["const a = require('a'); const later = () => require('b');", ['a'], ['b']],
    [
      "import { read } from 'node:fs/promises'; import { b } from '@sigmax/core/report';",
      ['@sigmax/core/report', 'node:fs/promises'],
      [],
    ],
    ["const load = () => import('a');", [], ['a']],
    ["const a = await import('a');", [], ['a']],
    ['const load = (name: string) => import(name);', [], ['(computed)']],
    ["const load = () => import('a'); import { b } from 'a/b';", ['a'], []],
    [
      "import type { A } from 'a'; export type { B } from 'b'; type C = import('c').C; let d: typeof import('d');",
      [],
      [],
    ],
    // Types alone in braces leave an import of the module behind.
    ["import { type A } from 'a';", ['a'], []],
    ["import text from 'a/b.js?raw'; // import 'c'\nconst quoted = \"import('d')\";", [], []],
  ] as const)('%s', (text, eager, lazy) => {
    expect(loadedIn({ 'index.ts': text })).toEqual({ eager, lazy });
  });

  it('is what its files load, each once, whichever way leads there', () => {
    const loaded = loadedIn({
      'index.ts': "export { b } from './b'; const later = () => import('./later');",
      'b.ts': "import './deep'; export const b = 1; import './index';",
      'deep/index.ts': "import 'at-once';",
      'later.ts': "import 'later'; import './both'; import './deep'; const last = () => import('./last');",
      'last.ts': "import 'last'; import './index';",
      'both.tsx': "import 'both';",
    });
    expect(loaded).toEqual({ eager: ['at-once'], lazy: ['both', 'last', 'later'] });
  });

  it('is loaded at once where one of two ways is, though the lazy one is found first', () => {
    const loaded = loadedIn({
      'index.ts': "const later = () => import('./a'); import './b';",
      'a.ts': "import 'a';",
      'b.ts': "import './c';",
      'c.ts': "import './a';",
    });
    expect(loaded).toEqual({ eager: ['a'], lazy: [] });
  });

  it('cannot be told of a file that is not there', () => {
    expect(() => loadedIn({ 'index.ts': "import './gone';" })).toThrow(/imports \.\/gone, which is no file/);
  });
});
