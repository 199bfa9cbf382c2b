import { expect, it } from 'vitest';
import { ppo } from '../../algorithms/ppo';
import { bundleOfCheckpoint } from '../../bundle/bundle-of-checkpoint';
import { bundlePolicy } from '../../bundle/bundle-policy';
import { cartPole } from '../../environments/classic-control/cart-pole';
import type { Policy } from '../../policy/policy';
import type { Checkpoint } from '../checkpoint';
import { checkpointBytes, checkpointFromBytes } from '../checkpoint-bytes';
import { episodeReturns } from '../episode-returns';
import { train } from '../train';
import type { TrainOptions } from '../train-options';
import { weightsDigest } from '../weights-digest';
import { evaluateWhileTraining } from './evaluate-while-training';
import { everySteps } from './every-steps';
import { keepCheckpoints } from './keep-checkpoints';
import { reportProgress } from './report-progress';

const options: TrainOptions<number> = {
  algorithm: ppo({ steps: 16, minibatchSize: 32, epochs: 2, hiddenSizes: [8] }),
  environment: () => cartPole(),
  environments: 2,
  steps: 320,
  seed: 4,
};

it('training waits for a callback, and one that stops is named', async () => {
  const log: string[] = [];
  const { stoppedBy, stepsDone } = await train({
    ...options,
    callbacks: [
      everySteps(100, async ({ stepsDone: now }) => {
        log.push(`began ${now}`);
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
        log.push(`ended ${now}`);
        return now > 200 ? 'stop' : undefined;
      }),
      { name: 'last', onIteration: () => undefined, onEnd: ({ iteration }) => void log.push(`end ${iteration}`) },
    ],
  });
  expect(log).toEqual(['began 128', 'ended 128', 'began 224', 'ended 224', 'end 7']);
  expect([stoppedBy, stepsDone]).toEqual(['every 100 steps', 224]);
});

it('evaluation keeps the best, stops where nothing gets better, and changes nothing', async () => {
  const plain = await train(options);
  const evaluation = evaluateWhileTraining({ environment: cartPole(), everySteps: 32, episodes: 3, seed: 9 });
  const watched = await train({ ...options, callbacks: [evaluation] });
  expect(watched.digest).toBe(plain.digest);
  const means = evaluation.evaluations.map(({ meanReturn }) => meanReturn);
  expect(means.length).toBe(10);
  expect(evaluation.best()?.meanReturn).toBe(Math.max(...means));

  const tired = evaluateWhileTraining({
    environment: cartPole({ stepLimit: 3 }),
    everySteps: 32,
    seed: 9,
    patience: 2,
  });
  const stopped = await train({ ...options, callbacks: [tired] });
  // Every episode has 3 steps, so that the first evaluation stays the best.
  expect([stopped.stoppedBy, stopped.stepsDone]).toEqual(['evaluation', 96]);
  expect(tired.best()?.stepsDone).toBe(32);
});

it('keeps what the best was learned to, so that it becomes a bundle though training went on', async () => {
  const evaluation = evaluateWhileTraining({
    environment: cartPole(),
    everySteps: 32,
    episodes: 3,
    seed: 9,
    keepBest: true,
  });
  expect(evaluation.bestCheckpoint()).toBeUndefined();
  const { digest } = await train({ ...options, callbacks: [evaluation] });
  const [best, checkpoint] = [evaluation.best(), evaluation.bestCheckpoint()];
  expect(checkpoint?.stepsDone).toBe(best?.stepsDone);
  expect(weightsDigest(checkpoint?.learner.vectors.weights ?? new Float32Array(0))).not.toBe(digest);
  const bundle = bundleOfCheckpoint(checkpoint as Checkpoint, { name: 'best', featureNames: ['x', 'v', 'a', 'w'] });
  const policy = bundlePolicy(bundle) as Policy<number>;
  expect(episodeReturns(policy, cartPole(), { episodes: 3, seed: 9 })).toEqual(best?.returns);

  const without = evaluateWhileTraining({ environment: cartPole(), everySteps: 32, seed: 9 });
  await train({ ...options, callbacks: [without] });
  expect([without.best() === undefined, without.bestCheckpoint()]).toEqual([false, undefined]);
});

it('what callbacks count goes on with a checkpoint', async () => {
  const kept: Checkpoint[] = [];
  const tired = () =>
    evaluateWhileTraining({ environment: cartPole({ stepLimit: 3 }), everySteps: 32, seed: 9, patience: 4 });
  const keep = (): ReturnType<typeof keepCheckpoints<number>> =>
    keepCheckpoints({ everySteps: 64, keep: async (checkpoint) => void kept.push(checkpoint) });
  const whole = await train({ ...options, callbacks: [tired(), keep()] });
  expect(whole.stepsDone).toBe(160);
  const first = kept[0] as Checkpoint;
  expect(first.stepsDone).toBe(64);
  const rest = await train({ ...options, callbacks: [tired(), keep()], checkpoint: first });
  expect([rest.stepsDone, rest.digest]).toEqual([whole.stepsDone, whole.digest]);
});

it('progress is a line for people', async () => {
  const lines: string[] = [];
  await train({ ...options, callbacks: [reportProgress({ everySteps: 160, write: (line) => void lines.push(line) })] });
  expect(lines.length).toBe(2);
  expect(lines[0]).toMatch(/^160 steps \(50 %\): mean return \d+\.\d\d, loss -?[\d.e+-]+$/);
  const bars: string[] = [];
  const write = (line: string) => void bars.push(line.slice(0, line.indexOf(' ')));
  // An iteration is 32 steps, and training ends with the one that reaches 300.
  await train({ ...options, steps: 300, callbacks: [reportProgress({ everySteps: 90, write, barWidth: 10 })] });
  expect(bars).toEqual(['[###-------]', '[######----]', '[#########-]']);
});

it('a checkpoint survives as bytes, and training goes on from them', async () => {
  for (const implementation of ['webassembly', 'typescript'] as const) {
    const kept: Checkpoint[] = [];
    const algorithm = ppo({ steps: 16, minibatchSize: 32, epochs: 2, hiddenSizes: [8], implementation });
    const callbacks = [keepCheckpoints<number>({ everySteps: 96, keep: (checkpoint) => void kept.push(checkpoint) })];
    const whole = await train({ ...options, algorithm, callbacks });
    const bytes = checkpointBytes(kept[0] as Checkpoint);
    const checkpoint = checkpointFromBytes(bytes);
    expect(checkpoint.learner.vectors).toEqual(kept[0]?.learner.vectors);
    const rest = await train({ ...options, algorithm, checkpoint });
    expect(rest.digest).toBe(whole.digest);
    // Bytes that lie inside of others.
    const inside = new Uint8Array(bytes.length + 3);
    inside.set(bytes, 3);
    expect(checkpointFromBytes(inside.subarray(3))).toEqual(checkpoint);
  }
});

it('bytes that were cut, changed, or are of something else are refused', async () => {
  const bytes = checkpointBytes((await train(options)).checkpoint());
  for (const length of [8, 40, bytes.length - 1]) {
    expect(() => checkpointFromBytes(bytes.subarray(0, length))).toThrow(
      expect.objectContaining({ code: 'CHECKPOINT_DAMAGED' }),
    );
  }
  for (const at of [9, 200, bytes.length - 40, bytes.length - 1]) {
    const changed = bytes.slice();
    changed[at] = (changed[at] as number) ^ 1;
    expect(() => checkpointFromBytes(changed)).toThrow(expect.objectContaining({ code: 'CHECKPOINT_DAMAGED' }));
  }
  for (const other of [new Uint8Array(0), new TextEncoder().encode('{"weights": []}')]) {
    expect(() => checkpointFromBytes(other)).toThrow(expect.objectContaining({ code: 'NOT_A_CHECKPOINT' }));
  }
});

it('a checkpoint of other options is refused', async () => {
  const checkpoint = (await train(options)).checkpoint();
  for (const other of [{ seed: 5 }, { steps: 640 }, { algorithm: ppo() }, { environments: 3 }]) {
    await expect(train({ ...options, ...other, checkpoint })).rejects.toThrow(
      expect.objectContaining({ code: 'OTHER_CHECKPOINT' }),
    );
  }
});

it('a checkpoint of another arithmetic is refused: it could not go on with the same bits', async () => {
  const checkpoint = (await train(options)).checkpoint();
  const { learner } = checkpoint;
  const other = { ...checkpoint, learner: { ...learner, data: { ...learner.data, core: 'abacus' } } };
  await expect(train({ ...options, checkpoint: other })).rejects.toThrow(
    expect.objectContaining({ code: 'OTHER_CORE' }),
  );
});
