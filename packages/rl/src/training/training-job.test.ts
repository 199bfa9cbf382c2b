import { describe, expect, it } from 'vitest';
import { ppo } from '../algorithms/ppo';
import { cartPole } from '../environments/classic-control/cart-pole';
import { train } from './train';
import { trainingJob } from './training-job';

const training = ({ rate }: { readonly rate: number }) => ({
  algorithm: ppo({ steps: 16, minibatchSize: 16, epochs: 1, hiddenSizes: [4], learningRate: rate }),
  environment: () => cartPole(),
  environments: 2,
  steps: 128,
});

describe('a training job', () => {
  it('is the training it stands for, and plain data', async () => {
    const job = trainingJob({ training, measure: () => 3, keep: ({ iteration }) => ({ iteration }) });
    const result = await job({ parameters: { rate: 1e-3 }, seed: 4 });
    const { digest } = await train({ ...training({ rate: 1e-3 }), seed: 4 });
    expect(result).toEqual({
      value: 3,
      measures: { value: 3 },
      digest,
      stepsDone: 128,
      isStopped: false,
      curve: [],
      kept: { iteration: 4 },
    });
    expect(structuredClone(result)).toEqual(result);
  });

  it('reports what it measures on the way and stops when it is told, also by a promise', async () => {
    let calls = 0;
    const job = trainingJob({ training, measure: () => ({ value: ++calls, other: 9 }), reportEvery: 32 });
    const seen: (readonly [number, number])[] = [];
    const result = await job(
      { parameters: { rate: 1e-3 }, seed: 4 },
      {
        report: async (step, value) => {
          seen.push([step, value]);
          return step === 64 ? 'stop' : undefined;
        },
      },
    );
    expect(seen).toEqual([
      [32, 1],
      [64, 2],
    ]);
    expect(result).toMatchObject({ stepsDone: 64, isStopped: true, value: 3, measures: { value: 3, other: 9 } });
    expect(result.curve).toEqual([
      { step: 32, value: 1 },
      { step: 64, value: 2 },
    ]);
  });

  it('keeps the callbacks of its training, and disposes of what wants it even when it fails', async () => {
    const seen: string[] = [];
    const disposable = (isBroken: boolean) =>
      trainingJob({
        training: (parameters: { readonly rate: number }) => ({
          ...training(parameters),
          algorithm: { ...training(parameters).algorithm, dispose: () => void seen.push('disposed') },
          callbacks: [{ name: 'mine', onIteration: () => void seen.push('iteration') }],
        }),
        measure: () => {
          if (isBroken) throw new RangeError('no measure');
          return 1;
        },
      });
    await disposable(false)({ parameters: { rate: 1e-3 }, seed: 1 });
    expect(seen).toEqual(['iteration', 'iteration', 'iteration', 'iteration', 'disposed']);
    await expect(disposable(true)({ parameters: { rate: 1e-3 }, seed: 1 })).rejects.toThrow(RangeError);
    expect(seen.at(-1)).toBe('disposed');
    expect(seen).toHaveLength(10);
  });

  it.each([
    [{ training, measure: 3 }, /measure/],
    [{ training, measure: (): number => 1, reportEvery: 0 }, /reportEvery was 0/],
    [{ training, measure: (): number => 1, every: 5 }, /every was 5: no such option/],
  ])('refuses %j', (wrong, words) => {
    expect(() => trainingJob(wrong as never)).toThrow(words);
  });

  it.each([undefined, null, 'high', { worst: 3 }])('refuses %j as a measure', async (measured) => {
    const job = trainingJob({ training, measure: () => measured as never });
    await expect(job({ parameters: { rate: 1e-3 }, seed: 1 })).rejects.toMatchObject({ code: 'NO_MEASURE' });
  });

  it('refuses a seed that is none', async () => {
    const job = trainingJob({ training, measure: () => 1 });
    await expect(job({ parameters: { rate: 1e-3 }, seed: -1 })).rejects.toThrow(/seed was -1/);
  });
});
