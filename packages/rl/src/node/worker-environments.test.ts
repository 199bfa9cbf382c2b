import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { seededRandom } from '@sigmax/core';
import { afterAll, afterEach, describe, expect, it } from 'vitest';
import type { Environment } from '../environments/environment';
import { vectorEnvironment } from '../environments/vector-environment';
import { type WorkerEnvironments, type WorkerEnvironmentsOptions, workerEnvironments } from './worker-environments';

/** A module as a user would write it, which Node can load in a thread without a build. */
const source = `
const space = (description, width, flatSize, read) => ({ ...description, width, flatSize, read, toString: () => JSON.stringify(description) });
const box = space({ kind: 'box', low: [-Infinity, 0], high: [Infinity, 100] }, 2, 2);
const discrete = space({ kind: 'discrete', size: 3 }, 1, 3, (numbers, at) => numbers[at]);
const pair = space({ kind: 'multi-discrete', sizes: [2, 3] }, 2, 5, (numbers, at) => Int32Array.of(numbers[at], numbers[at + 1]));

/** A walk with steps from a congruential generator; ends when it goes too far, or after 7 steps. */
const walk = (index, { actionSpace = discrete, hasMask = false, act = () => {} } = {}) => {
  let state = 1, place = 0, steps = 0;
  const draw = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return {
    name: 'walk', observationSpace: box, actionSpace,
    ...(hasMask ? { actionMask: () => Uint8Array.of(1, steps % 2, place > 0 ? 1 : 0) } : {}),
    reset: (seed) => {
      if (seed !== undefined) state = 1 + Math.abs(seed) % 2147483646;
      place = draw() - 0.5; steps = 0;
      return { observation: Float64Array.of(place, steps), info: {} };
    },
    step: (action) => {
      act(index, steps);
      const sum = typeof action === 'number' ? action : action[0] + action[1];
      place += (sum - 1) * draw(); steps += 1;
      return { observation: Float64Array.of(place, steps), reward: -place, terminated: Math.abs(place) > 1.5,
        truncated: steps === 7, info: { index, steps } };
    },
  };
};
export const environment = (index, options = {}) => walk(index, { hasMask: options.hasMask });
export const pairs = (index) => walk(index, { actionSpace: pair });
export const promised = async (index) => walk(index);
export const different = (index) => walk(index, { hasMask: index === 1 });
const at = (act) => (index) => walk(index, { act: (who, steps) => { if (who === 1 && steps === 3) act(); } });
export const throwing = at(() => { throw Object.assign(new Error('the glass is broken'), { code: 'BROKEN' }); });
export const hanging = at(() => { for (;;); });
export const exiting = at(() => process.exit(3));
export const unsendable = (index) => ({ ...walk(index), step: () => ({ observation: Float64Array.of(0, 0), reward: 0, terminated: false, truncated: false, info: { f: () => 1 } }) });
export const stillborn = () => { throw new Error('no licence'); };
export const value = 3;
`;

const folder = mkdtempSync(join(tmpdir(), 'rl-worker-'));
const path = join(folder, 'environments.mjs');
writeFileSync(path, source);
writeFileSync(join(folder, 'broken.mjs'), 'export const = 3;');
const module = pathToFileURL(path);

const open: WorkerEnvironments<never>[] = [];
const workers = (more: Partial<WorkerEnvironmentsOptions> = {}) => {
  const made = workerEnvironments<never>({ module, count: 3, timeoutMs: 20_000, ...more });
  open.push(made);
  return made;
};

afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));
afterAll(() => rmSync(folder, { recursive: true }));

const own = async (name: string, count: number, options?: unknown) => {
  const make = (await import(/* @vite-ignore */ module.href))[name] as (
    index: number,
    options: unknown,
  ) => Environment<never>;
  return vectorEnvironment(Array.from({ length: count }, (_, index) => make(index, options)));
};

const codeOf = (action: () => unknown): [code: string, message: string] => {
  try {
    action();
  } catch (error) {
    expect(error).toMatchObject({ name: 'EnvironmentError' });
    return [(error as { code: string }).code, (error as Error).message];
  }
  return ['none', ''];
};

describe('workerEnvironments gives what one thread gives', () => {
  it.each<[string, Partial<WorkerEnvironmentsOptions>]>([
    ['one thread each', {}],
    ['five in two threads', { count: 5, workers: 2 }],
    ['masks', { options: { hasMask: true } }],
    ['several choices', { exportName: 'pairs', count: 2 }],
    ['more threads than environments', { count: 2, workers: 9 }],
  ])('%s', async (_, more) => {
    const vector = workers(more);
    const { count = 3, exportName = 'environment' } = more;
    const expected = await own(exportName, count, more.options);
    const random = seededRandom(2);
    expect(String(vector.actionSpace.width)).toBe(String(expected.actionSpace.width));
    expect(vector.observationSpace.low).toEqual(expected.observationSpace.low);
    for (const seed of [0, 5, 2 ** 33 + 1, -4]) {
      expect(vector.reset(seed)).toEqual(expected.reset(seed));
      for (let step = 0; step < 25; step++) {
        expect(vector.actionMasks()).toEqual(expected.actionMasks());
        const actions = Array.from({ length: count * vector.actionSpace.width }, () => random.integer(2));
        const [one, other] = [vector.step(actions), expected.step(actions)];
        expect(one).toEqual(other);
      }
    }
  });

  it('a function that takes its time to make one', () => {
    expect(workers({ exportName: 'promised' }).reset(1)).toHaveLength(6);
  });
});

describe('a worker that does not do its part is a typed error', () => {
  const stepped = (exportName: string, more: Partial<WorkerEnvironmentsOptions> = {}) => {
    const vector = workers({ exportName, ...more });
    vector.reset(1);
    const codes: string[] = [];
    for (let step = 0; step < 5; step++) codes.push(codeOf(() => vector.step([1, 1, 1])).join(' '));
    return codes;
  };

  it('one that throws: with its message, after which all are closed', () => {
    const codes = stepped('throwing');
    expect(codes.slice(0, 3)).toEqual(['none ', 'none ', 'none ']);
    expect(codes[3]).toMatch(/^WORKER_FAILED .*environment 1 failed: the glass is broken/);
    expect(codes[4]).toMatch(/^WORKERS_CLOSED/);
  });

  it('one that hangs, in an endless loop', () => {
    const codes = stepped('hanging', { timeoutMs: 400 });
    expect(codes[3]).toMatch(/^WORKER_HUNG .*the worker of environment 1 did not answer within 400 ms/);
    expect(codes[4]).toMatch(/^WORKERS_CLOSED/);
  });

  it('one that ends its thread', () => {
    expect(stepped('exiting')[3]).toMatch(/^WORKER_ENDED .*environment 1/);
  });

  it('infos that cannot cross', () => {
    const vector = workers({ exportName: 'unsendable', count: 1 });
    vector.reset(1);
    expect(codeOf(() => vector.step([0]))[0]).toBe('WORKER_FAILED');
  });

  it.each([
    [{ exportName: 'stillborn' }, /WORKER_FAILED .*no licence/],
    [{ exportName: 'absent' }, /WORKER_FAILED .*exports no function absent/],
    [{ exportName: 'value' }, /WORKER_FAILED .*exports no function value/],
    [{ module: pathToFileURL(join(folder, 'nowhere.mjs')) }, /WORKER_FAILED .*nowhere\.mjs/],
    [{ module: pathToFileURL(join(folder, 'broken.mjs')) }, /WORKER_FAILED/],
    [{ exportName: 'different' }, /INVALID_ENVIRONMENTS .*with masks/],
  ])('at the start: %j', (more, expected) => {
    expect(codeOf(() => workers(more)).join(' ')).toMatch(expected);
  });

  it('after close', async () => {
    const vector = workers();
    await vector.close();
    expect(codeOf(() => vector.reset(1))[0]).toBe('WORKERS_CLOSED');
  });
});

it.each([
  [{ count: 0 }, /count was 0/],
  [{ workers: 0 }, /workers was 0/],
  [{ timeoutMs: 0 }, /timeoutMs was 0/],
  [{ threads: 3 }, /no such option/],
])('refuses %j', (more, words) => {
  expect(() => workers(more as never)).toThrow(words);
});

it('refuses seeds and actions that are none', () => {
  const vector = workers();
  expect(() => vector.reset(0.5)).toThrow(/seed was 0.5/);
  expect(() => vector.step([1])).toThrow(expect.objectContaining({ code: 'INVALID_ACTIONS' }));
});
