import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Threads } from '../kernels/threads';
import { qaoaAnsatz } from '../qaoa/qaoa-ansatz';
import { randomAngles, randomQubo } from '../qaoa/random-cost.test-helper';
import { seededRandom } from '../seeded-random';
import { startThreads } from './start-threads';
import { rendezvous, trapAtOne } from './tiny-module.test-helper';

const started: Threads[] = [];

const start = async (count: number): Promise<Threads> => {
  const threads = await startThreads({ count });
  started.push(threads);
  return threads;
};

afterEach(async () => {
  vi.unstubAllGlobals();
  await Promise.all(started.splice(0).map((threads) => threads.dispose()));
});

const random = seededRandom(5);
const cost = randomQubo(16, random);
const angles = randomAngles(2, random);

const numbersOf = (threads?: Threads) => {
  const ansatz = qaoaAnsatz({ cost, ...(threads === undefined ? {} : { threads }) });
  const gradient = new Float64Array(angles.length);
  const value = ansatz.valueAndGradientAt(angles, gradient);
  const { re, im } = ansatz.stateAt(angles);
  return { value, gradient, energy: ansatz.energyAt(angles), re: re.slice(), im: im.slice() };
};

describe('threads', () => {
  it.each([2, 3])('%d of them give the bits of one: states, energies and gradients', async (count) => {
    const threads = await start(count);
    expect(threads).toMatchObject({ count, reason: undefined });
    const alone = numbersOf();
    expect(numbersOf(threads)).toEqual(alone);
    expect(numbersOf(threads)).toEqual(alone);
  });

  it('really work beside each other', async () => {
    const threads = await start(2);
    const instance = threads.instantiate(rendezvous, 65_536)!;
    instance.run('f', [[0], [0]]);
    expect(Array.from(new Int32Array(instance.buffer, 0, 2))).toEqual([2, 0]);
  });

  it('have large states in shared memory, small ones not', async () => {
    const threads = await start(2);
    const ansatz = qaoaAnsatz({ cost, threads });
    expect(ansatz.stateAt(angles).re.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(qaoaAnsatz({ cost: randomQubo(8, random), threads }).stateAt(angles).re.buffer).toBeInstanceOf(ArrayBuffer);
  });

  it('are gone after dispose, twice too, and what was made with them goes on alone with the same bits', async () => {
    const threads = await start(2);
    const ansatz = qaoaAnsatz({ cost, threads });
    const before = ansatz.energyAt(angles);
    await threads.dispose();
    await threads.dispose();
    expect(ansatz.energyAt(angles)).toBe(before);
    expect(threads.instantiate('', 0)).toBeUndefined();
    expect(qaoaAnsatz({ cost, threads }).energyAt(angles)).toBe(before);
  });

  it('fail loudly where a kernel does', async () => {
    const threads = await start(2);
    const instance = threads.instantiate(trapAtOne, 65_536)!;
    instance.run('f', [[0], [0]]);
    // The caller's own thread or another, whoever takes the second list.
    expect(() => instance.run('f', [[0], [1]])).toThrow('A thread of the simulator failed.');
    instance.run('f', [[0], [0]]);
  });
});

describe('one thread', () => {
  it('is what a count of 1 means, with no reason', async () => {
    expect(await start(1)).toMatchObject({ count: 1, reason: undefined });
  });

  it('is all there is where memory cannot be shared, and says why', async () => {
    vi.stubGlobal('crossOriginIsolated', false);
    const threads = await start(2);
    expect(threads.count).toBe(1);
    expect(threads.reason).toContain('Cross-Origin-Opener-Policy: same-origin');
    expect(numbersOf(threads)).toEqual(numbersOf());
    vi.stubGlobal('crossOriginIsolated', undefined);
    vi.stubGlobal('WebAssembly', undefined);
    expect((await start(2)).reason).toBe('there is no WebAssembly here');
  });

  it('is all there is where no worker starts', async () => {
    vi.stubGlobal('process', { ...process, getBuiltinModule: undefined });
    const { startThreads: again } = await import('./start-threads');
    expect((await again({ count: 2 })).reason).toContain('there are no workers here');
  });
});

it.each([0, 1.5, 65, Number.NaN])('a count of %d is refused', async (count) => {
  await expect(startThreads({ count })).rejects.toThrow(`startThreads: count was ${count}`);
});
