import { afterEach, describe, expect, it } from 'vitest';
import { dqn } from '../algorithms/dqn';
import { ppo } from '../algorithms/ppo';
import type { Algorithm } from '../training/algorithm';
import type { Checkpoint } from '../training/checkpoint';
import { checkpointBytes, checkpointFromBytes } from '../training/checkpoint-bytes';
import { train } from '../training/train';
import type { TrainingProgress } from '../training/training-callback';
import { threadedEnvironment } from './threaded-environment.test-helper';
import { typescriptModule } from './typescript-module.test-helper';
import { type WorkerEnvironments, workerEnvironments } from './worker-environments';

const module = typescriptModule(
  new URL('./threaded-environment.test-helper.ts', import.meta.url),
  'threadedEnvironment',
);

const open: WorkerEnvironments<never>[] = [];
const threads = (kind: string, count: number) => {
  const made = workerEnvironments<never>({ module, exportName: 'job', count, workers: 2, options: { kind } });
  open.push(made);
  return made;
};
afterEach(() => Promise.all(open.splice(0).map((one) => one.close())));

const small = ppo({ steps: 16, minibatchSize: 32, epochs: 2, hiddenSizes: [6] });

const kinds: readonly (readonly [kind: string, count: number, algorithm: Algorithm])[] = [
  ['pole', 3, small],
  ['pendulum', 2, small],
  ['masked pole', 2, small],
  ['masked pole', 1, dqn({ hiddenSizes: [6], learningStarts: 32, returnSteps: 2 })],
];

describe('training on environments in threads', () => {
  it.each(kinds)(
    'gives the weights of one thread, and goes on anywhere: %s, %i',
    async (kind, count, algorithm) => {
      const common = { algorithm, steps: 192, seed: 5, normalisation: { observationClip: 10, rewardClip: 10 } };
      const kept: Checkpoint[] = [];
      const keep = {
        name: 'keep',
        onIteration: ({ stepsDone, checkpoint }: TrainingProgress) => {
          if (kept.length === 0 && stepsDone >= 80) kept.push(checkpointFromBytes(checkpointBytes(checkpoint())));
          return undefined;
        },
      };
      const environment = (index: number) => threadedEnvironment(index, { kind });
      const here = await train<never>({ ...common, environment, environments: count });
      const there = await train<never>({ ...common, environment: threads(kind, count), callbacks: [keep] });
      expect(there.digest).toBe(here.digest);
      expect(there.checkpoint()).toEqual(here.checkpoint());
      const [checkpoint] = kept;
      // In the middle of episodes, so that going on has to play them again.
      expect(checkpoint?.world.journals.some(({ actions }) => actions.length > 0)).toBe(true);
      const on = await train<never>({ ...common, environment: threads(kind, count), checkpoint });
      expect(on.digest).toBe(here.digest);
      expect(on.checkpoint()).toEqual(here.checkpoint());
      const back = await train<never>({ ...common, environment, environments: count, checkpoint });
      expect(back.digest).toBe(here.digest);
    },
    60_000,
  );

  it('refuses another number of environments than there are', async () => {
    const environment = threads('pole', 2);
    await expect(train({ algorithm: small, environment, environments: 3, steps: 32, seed: 1 })).rejects.toThrow(
      /environments was 3, and 2 step in threads/,
    );
  });
});
