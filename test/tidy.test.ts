import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { tidyWith } from './tidy/planted';
import { rules } from './tidy/rules';
import { tidy } from './tidy/tidy';

it('the repository breaks no rule', () => {
  expect(tidy(resolve(import.meta.dirname, '..'))).toEqual([]);
});

type Files = Readonly<Record<string, string>>;

/** For each rule: trees that break it, each in one place, and trees that look like it and do not. */
const cases: Readonly<Record<string, { readonly caught: readonly Files[]; readonly passed: readonly Files[] }>> = {
  'package-direction': {
    caught: [
      { 'packages/core/src/a.ts': "import type { A } from '@sigmax/core';" },
      { 'packages/quantum-sim/src/a.ts': "import { a } from '@sigmax/core';" },
    ],
    passed: [
      { 'packages/risk/src/a.ts': "import { a } from '@sigmax/core';" },
      { 'packages/quantum-sim/src/strategy.ts': "import { a } from '@sigmax/core';" },
    ],
  },
  'relative-imports': {
    caught: [
      { 'packages/risk/src/a.ts': "import { a } from '../../core/src/a';" },
      { 'packages/risk/src/a.test.ts': "import { a } from '../../core/src/a';" },
      { 'packages/risk/src/b/a.ts': "export { a } from '../../helpers';" },
    ],
    passed: [
      { 'packages/risk/src/b/a.ts': "import type { a } from '../a'; const text = \"from '../../core/src/a'\";" },
    ],
  },
  'public-names': {
    caught: [
      { 'examples/a.ts': "import { a } from '../packages/core/src/a';" },
      { 'examples/a.ts': "import { a } from '@sigmax/core/internal';" },
      { 'examples/deep/a.ts': "const a = await import('@sigmax/core/dist/index.js');" },
      { 'packages/risk/src/a.ts': "import { a } from '@sigmax/core/kernel';" },
      { 'docs/guide.md': "```ts\nimport { a } from '@sigmax/adapters';\n```\n" },
      { 'packages/core/README.md': "```ts\nimport { a } from '@sigmax/core/kernel';\n```\n" },
    ],
    passed: [
      { 'examples/a.ts': "import { a } from './b'; import { b } from '@sigmax/core/testing';" },
      {
        'docs/guide.md':
          "```ts\nimport { a } from '@sigmax/adapters/csv';\n```\n```sh\nnode packages/core/src/a.ts\n```\n",
      },
    ],
  },
  'core-dependencies': {
    caught: [
      { 'packages/core/src/a.ts': "import fc from 'fast-check';" },
      { 'packages/core/src/a.ts': "import { it } from 'vitest';" },
      { 'packages/core/src/a.ts': "export * from '@noble/curves/ed25519';" },
    ],
    passed: [
      { 'packages/core/src/a.ts': "import { z } from 'zod'; import { sha256 } from '@noble/hashes/sha2';" },
      { 'packages/core/src/a.ts': "import chart from 'chart/dist/chart.js?raw';" },
      { 'packages/core/src/a.property.test.ts': "import fc from 'fast-check';" },
      { 'packages/core/src/a.test-helper.ts': "import fc from 'fast-check';" },
      { 'packages/core/src/testing/a.ts': "import { it } from 'vitest';" },
    ],
  },
  'without-node': {
    caught: [
      { 'packages/core/src/a.ts': "import { readFileSync } from 'node:fs';" },
      { 'packages/risk/src/a.ts': "import { readFileSync } from 'node:fs';" },
      { 'packages/risk/src/plugins/a.ts': "import { readFileSync } from 'node:fs';" },
      { 'packages/quantum-sim/src/a.ts': "import { readFileSync } from 'node:fs';" },
      { 'packages/rl/src/a.ts': "import { readFileSync } from 'node:fs';" },
      { 'packages/agents/src/a.ts': "import { readFileSync } from 'node:fs';" },
      { 'packages/risk/src/deep/a.ts': "export { a } from '../node/a';" },
      { 'packages/core/src/a.ts': "const later = () => import('./plugins');" },
      { 'packages/core/src/a.ts': "import { readFileSync } from 'fs';" },
      { 'packages/core/src/a.ts': "type Stats = import('node:fs').Stats;" },
      { 'packages/core/src/a.ts': 'const isTest = process.env.TEST;' },
      { 'packages/core/src/a.ts': "const bytes = globalThis.Buffer.from('');" },
    ],
    passed: [
      { 'packages/core/src/plugins/a.ts': "import { readFileSync } from 'node:fs';" },
      { 'packages/risk/src/node/a.ts': "import { readFileSync } from 'node:fs'; import { b } from './b';" },
      { 'packages/risk/src/a.ts': "import { a } from './nodes/a';" },
      { 'packages/core/src/a.test.ts': "import { readFileSync } from 'node:fs';" },
      { 'packages/core/src/a.ts': '// process.env\nconst a = { process: 1, Buffer: 2 }; const b = a.process;' },
    ],
  },
  'declared-dependencies': {
    caught: [
      { 'packages/agents/src/a.ts': "import { z } from 'zod';" },
      { 'packages/core/src/a.ts': "import text from 'graph/graph.js?raw';" },
    ],
    passed: [
      { 'packages/agents/src/a.ts': "import { a } from '@sigmax/core';" },
      { 'packages/agents/src/a.test.ts': "import { z } from 'zod';" },
      { 'packages/adapters/src/csv/a.ts': "import { readFile } from 'node:fs/promises';" },
    ],
  },
  manifests: {
    caught: [
      { 'packages/rl/package.json': '{ "name": "@sigmax/rl", "peerDependencies": { "@sigmax/core": "*" } }' },
      { 'packages/rl/package.json': '{ "name": "@sigmax/rl", "dependencies": { "@tensorflow/tfjs": "*" } }' },
      { 'packages/adapters/package.json': '{ "name": "@sigmax/adapters", "peerDependencies": { "ccxt": "*" } }' },
    ],
    passed: [],
  },
  'heavy-libraries': {
    caught: [
      { 'packages/adapters/src/csv/a.ts': "const load = () => import('ccxt');" },
      { 'packages/adapters/src/testing/a.ts': "import type { Exchange } from 'ccxt';" },
      { 'packages/quantum-sim/src/a.test.ts': "import * as tf from '@tensorflow/tfjs-backend-wasm';" },
      { 'packages/adapters/src/ccxt/a.test.ts': "import { sqrt } from 'mathjs';" },
    ],
    passed: [
      { 'packages/adapters/src/ccxt/a.ts': "import type { Exchange } from 'ccxt';" },
      { 'packages/adapters/src/testing/a.test.ts': "import { pro } from 'ccxt';" },
      { 'packages/rl/src/a.ts': "import type { Tensor } from '@tensorflow/tfjs';" },
      { 'packages/risk/src/a.ts': "import { quantileSeq } from 'mathjs';" },
    ],
  },
  'adapter-isolation': {
    caught: [
      { 'packages/adapters/src/csv/a.ts': "import type { Row } from '../json/row';" },
      { 'packages/adapters/src/csv/a.ts': "import { venue } from '../testing/venue';" },
      { 'packages/adapters/src/csv/a.test.ts': "import { row } from '../json/row';" },
    ],
    passed: [
      { 'packages/adapters/src/csv/a.ts': "import { b } from './deep/b'; import { c } from '../internal/c';" },
      { 'packages/adapters/src/csv/a.test.ts': "import { venue } from '../testing/venue';" },
    ],
  },
  'no-money-in-minds': {
    caught: [
      { 'packages/agents/src/a.ts': "import type { Broker } from '@sigmax/core';" },
      { 'packages/agents/src/a.ts': "import { simulatedBroker as harmless } from '@sigmax/core';" },
      { 'packages/agents/src/a.ts': "type Everything = typeof import('@sigmax/core');" },
      { 'packages/rl/src/a.ts': "export * from '@sigmax/core';" },
      { 'packages/rl/src/a.ts': "import type { Settings } from './api-credentials';" },
    ],
    passed: [
      { 'packages/agents/src/a.ts': "import type { Snapshot } from '@sigmax/core'; const advice = 'ask your Broker';" },
      { 'packages/agents/src/a.test.ts': "import { simulatedBroker } from '@sigmax/core';" },
    ],
  },
  clocks: {
    caught: [
      { 'packages/core/src/a.ts': 'const now = Date.now();' },
      { 'packages/core/src/a.ts': 'const now = new Date();' },
      { 'packages/core/src/a.ts': 'const now = new Date;' },
      { 'packages/core/src/a.ts': 'const now = Date();' },
      { 'packages/core/src/a.ts': 'const { now } = Date;' },
      { 'packages/core/src/a.ts': "const now = globalThis['Date'].now();" },
      { 'packages/core/src/a.ts': 'const now = performance.now();' },
      { 'packages/agents/src/a.ts': 'const now = process.hrtime.bigint();' },
      { 'packages/core/src/a.ts': 'const later = (act: () => void) => setTimeout(act, 1);' },
      { 'packages/core/src/a.ts': 'const often = { start: setInterval };' },
      { 'packages/core/src/a.ts': 'const wait = globalThis.setTimeout;' },
      { 'packages/core/src/a.ts': 'const signal = AbortSignal.timeout(5);' },
      { 'packages/core/src/plugins/a.ts': "import { setTimeout } from 'node:timers/promises';" },
      { 'packages/core/src/a.ts': "import { map, debounceTime } from 'rxjs';" },
      { 'packages/core/src/a.ts': "import { timer as onceUponATime } from 'rxjs';" },
      { 'packages/core/src/a.ts': "import * as rx from 'rxjs'; const a = rx.interval(1);" },
      { 'packages/core/src/a.ts': "export { delay } from 'rxjs/operators';" },
      { 'packages/core/src/b/clock.ts': 'const now = Date.now();' },
      // The marker is for adapters, and needs a reason.
      { 'packages/core/src/a.ts': 'const now = Date.now(); // clock-ok: it is quick' },
      { 'packages/adapters/src/csv/a.ts': 'const now = Date.now(); // clock-ok:' },
    ],
    passed: [
      { 'packages/core/src/clock.ts': 'const now = Date.now();' },
      { 'packages/core/src/a.test.ts': 'const now = Date.now();' },
      {
        'packages/core/src/a.ts':
          'const day = new Date(0); const other = Date.UTC(2025, 0); const third = Date.parse("2025");',
      },
      { 'packages/core/src/a.ts': 'const isDay = (value: unknown): value is Date => value instanceof Date;' },
      { 'packages/core/src/a.ts': '/** Not Date.now(). */ const text = `Date.now() and setTimeout`; // Math.random()' },
      { 'packages/core/src/a.ts': 'const f = (performance: number, setTimeout: number) => performance + setTimeout;' },
      {
        'packages/core/src/a.ts': 'const options = { delay: 1, timer: 2 }; const sum = options.delay + options.timer;',
      },
      { 'packages/core/src/a.ts': "import { map } from 'rxjs'; import { delay } from './delay';" },
      { 'packages/adapters/src/csv/a.ts': 'const now = Date.now(); // clock-ok: asks the machine when it saw the bar' },
      { 'packages/adapters/src/csv/a.ts': '// clock-ok: as above\nconst now = Date.now();' },
    ],
  },
  randomness: {
    caught: [
      { 'packages/core/src/a.ts': 'const a = Math.random();' },
      { 'packages/core/src/clock.ts': 'const a = Math.random();' },
      { 'packages/core/src/a.test.ts': 'const a = Math.random();' },
      { 'packages/core/src/a.ts': "const a = Math['random']();" },
      { 'packages/core/src/a.ts': 'const { random } = Math;' },
      { 'packages/core/src/a.ts': 'const id = crypto.randomUUID();' },
      { 'packages/adapters/src/csv/a.ts': "import { randomUUID } from 'node:crypto';" },
      { 'packages/adapters/src/csv/a.ts': "import crypto from 'node:crypto'; const a = crypto.randomBytes(8);" },
      { 'examples/a.ts': 'const a = Math.random();' },
      { 'bench/a.ts': 'const a = Math.random();' },
      { 'test/a.ts': 'const a = Math.random();' },
    ],
    passed: [
      { 'packages/core/src/a.ts': 'const a = Math.max(1, 2); const random = (Math: number) => Math;' },
      { 'packages/core/src/a.ts': "const a = 'Math.random()'; // Math.random()" },
      { 'packages/adapters/src/csv/a.ts': "import { createHmac } from 'node:crypto';" },
    ],
  },
  'portable-math': {
    caught: [
      { 'packages/quantum-sim/src/a.ts': 'const a = Math.sin(1);' },
      { 'packages/quantum-sim/src/deep/a.ts': 'const { exp } = Math;' },
      { 'packages/rl/src/a.ts': 'const a = Math.tanh(1);' },
      { 'packages/agents/src/a.ts': 'const a = Math.exp(1);' },
    ],
    passed: [
      { 'packages/quantum-sim/src/a.ts': 'const a = Math.sqrt(2) + Math.PI; // Math.sin' },
      { 'packages/quantum-sim/src/a.test.ts': 'const a = Math.sin(1);' },
      { 'packages/risk/src/a.ts': 'const a = Math.log(2);' },
    ],
  },
  'kernel-streams': {
    caught: [
      { 'packages/core/src/kernel/a.ts': "import { withLatestFrom } from 'rxjs';" },
      { 'packages/core/src/kernel/deep/a.ts': "import { combineLatest as both } from 'rxjs';" },
      { 'packages/core/src/kernel/a.ts': "import * as rx from 'rxjs'; const a = rx.shareReplay();" },
    ],
    passed: [
      { 'packages/core/src/kernel/a.ts': "import { concatMap } from 'rxjs'; // withLatestFrom" },
      { 'packages/core/src/streams/a.ts': "import { combineLatest } from 'rxjs';" },
    ],
  },
  'index-files': {
    caught: [
      { 'packages/core/src/index.ts': 'const version = 1;' },
      { 'packages/core/src/index.ts': "export * from './a';" },
      { 'packages/core/src/deep/index.ts': "import './a';" },
    ],
    passed: [
      { 'packages/core/src/index.ts': "/** All. */\nexport { a, type B } from './a';\nexport type { C } from './c';" },
    ],
  },
  'default-exports': {
    caught: [
      { 'packages/core/src/a.ts': 'const a = 1; export default a;' },
      { 'packages/agents/src/a.ts': 'export default class {}' },
      { 'packages/core/src/a.ts': 'const a = 1; export { a as default };' },
      { 'examples/a.ts': 'export default 1;' },
    ],
    passed: [{ 'packages/core/src/a.ts': "const a = 'export default 1';" }],
  },
  'test-beside': {
    caught: [
      { 'packages/core/src/a.ts': 'export const a = 1;' },
      { 'packages/core/src/a.ts': 'export class A {}' },
      { 'packages/core/src/a.ts': 'export interface A {}\nexport function a(): void {}' },
      { 'packages/core/src/a.ts': 'export const a = 1;', 'packages/core/src/b.ts': "import { a } from './a';" },
      // Being used by what is tested is not enough for what is public.
      {
        'packages/core/src/a.ts': 'export const a = 1;',
        'packages/core/src/b.ts': "import { a } from './a'; export const b = a;",
        'packages/core/src/b.test.ts': '',
        'packages/core/src/index.ts': "export { a } from './a';\nexport { b } from './b';",
      },
      // The test names another public thing.
      {
        'packages/core/src/a.ts': 'export const a = 1;',
        'packages/core/src/b.ts': 'export const b = 1;',
        'packages/core/src/all.test.ts': "import { b } from '@sigmax/core';",
        'packages/core/src/index.ts': "export { a } from './a';\nexport { b } from './b';",
      },
    ],
    passed: [
      { 'packages/core/src/a.ts': 'export interface A { b: 1 }\nexport type B = 1;' },
      { 'packages/core/src/a.ts': 'export const a = 1;', 'packages/core/src/a.test.ts': '' },
      { 'packages/core/src/a.ts': 'export const a = 1;', 'packages/core/src/a.property.test.ts': '' },
      {
        'packages/core/src/b/a.ts': 'export const a = 1;',
        'packages/core/src/b.test.ts': "import { a } from './b/a';",
      },
      { 'packages/core/src/index.ts': "export { a } from './a';" },
      {
        'packages/core/src/b/a.ts': 'export const a = 1;',
        'packages/core/src/b/index.ts': "export { a as inner } from './a';",
        'packages/core/src/index.ts': "export { inner as a } from './b';",
        'packages/core/src/all.test.ts': "import { a } from '@sigmax/core';",
      },
      {
        'packages/core/src/a.ts': 'export const a = 1; export type A = 1;',
        'packages/core/src/b.ts': "import { a } from './a'; export const b = a;",
        'packages/core/src/b.test.ts': '',
        'packages/core/src/index.ts': "export type { A } from './a';\nexport { type A as B, b } from './b';",
      },
    ],
  },
};

it('every rule has a violation that it is shown to catch', () => {
  expect(Object.keys(cases).sort()).toEqual(rules.map(({ name }) => name).sort());
  expect(tidyWith({})).toEqual([]);
});

const title = (files: Files): string => JSON.stringify(files).slice(1, -1);

describe.each(Object.entries(cases))('%s', (rule, { caught, passed }) => {
  const brokenBy = (files: Files): string[] => tidyWith(files).filter((violation) => violation.startsWith(`${rule}: `));

  it.each(caught.map((files) => [title(files), files] as const))('catches %s', (_, files) => {
    const [path] = Object.keys(files);
    expect(brokenBy(files)).toEqual([expect.stringContaining(`${rule}: ${path}:`)]);
  });

  it.each(passed.map((files) => [title(files), files] as const))('passes %s', (_, files) => {
    expect(brokenBy(files)).toEqual([]);
  });
});
