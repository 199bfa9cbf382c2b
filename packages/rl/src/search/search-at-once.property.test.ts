import { SigmaxError, seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import { medianPruner } from './pruners';
import { type SearchOptions, searchParameters } from './search-parameters';
import type { SearchTrial } from './search-trial';
import { tpeSampler } from './tpe-sampler';

const waited = async (turns: number): Promise<void> => {
  for (let turn = 0; turn < turns; turn++) await Promise.resolve();
};

class Refused extends SigmaxError {
  override readonly name = 'Refused';
}

/** A study whose trials take any number of turns between their reports; some fail. */
const studyOf = (concurrency: number, turns: (number: number) => number, more: Partial<SearchOptions> = {}) => {
  const begun: { number: number; known: number; atOnce: number }[] = [];
  let running = 0;
  const sampler: SearchOptions['sampler'] = (space, trials, random) => {
    begun.push({ number: begun.length + (more.before?.length ?? 0), known: trials.length, atOnce: running });
    return tpeSampler({ startup: 3 })(space, trials, random);
  };
  const study = searchParameters({
    space: { x: { type: 'float', low: -5, high: 5 } },
    sampler,
    pruner: medianPruner({ startup: 2 }),
    objective: async ({ x }, { number, report }) => {
      running += 1;
      try {
        for (let step = 1; step <= 3; step++) {
          await waited(turns(number));
          if (report(step, -Math.abs(Number(x) - step / 3)) === 'stop') return 0;
        }
        if (number === 4) throw new Refused({ code: 'REFUSED', message: 'not this one', remedy: 'none' });
        return -Math.abs(Number(x) - 1);
      } finally {
        running -= 1;
      }
    },
    trials: 12,
    seed: 3,
    concurrency,
    ...more,
  });
  return { study, begun };
};

describe('trials at once', () => {
  it('give one study however long each takes, and one that was interrupted goes on as it', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 6 }),
        fc.integer(),
        fc.integer({ min: 0, max: 12 }),
        async (concurrency, seed, kept) => {
          const random = seededRandom(seed);
          const steady = await studyOf(concurrency, () => 1).study;
          const told: SearchTrial[] = [];
          const { study, begun } = studyOf(concurrency, () => random.integer(20), {
            onTrial: (trial) => void told.push(trial),
          });
          expect(await study).toEqual(steady);
          expect(told).toEqual(steady.trials);
          expect(steady.trials[4]?.state === 'complete').toBe(false);
          for (const { number, known, atOnce } of begun) {
            expect(known).toBe(Math.max(0, number - concurrency + 1));
            expect(atOnce).toBeLessThan(concurrency);
          }
          const before = steady.trials.slice(0, kept);
          expect(await studyOf(concurrency, () => random.integer(5), { before }).study).toEqual(steady);
        },
      ),
      profile(20, 300),
    );
  });

  it('runs as many as it may', async () => {
    const { study, begun } = studyOf(4, () => 3);
    await study;
    expect(begun.slice(0, 4).map(({ atOnce }) => atOnce)).toEqual([0, 1, 2, 3]);
  });

  it('ends with the first error in order, when all that runs has ended', async () => {
    let ended = 0;
    const study = searchParameters({
      space: { x: { type: 'float', low: -5, high: 5 } },
      objective: async (_, { number }) => {
        await waited(number === 1 ? 20 : 2);
        ended += 1;
        if (number === 1 || number === 2) throw new RangeError(`trial ${number}`);
        await waited(50);
        return 1;
      },
      trials: 30,
      seed: 3,
      concurrency: 3,
    });
    await expect(study).rejects.toThrow('trial 1');
    expect(ended).toBe(4);
  });

  it.each([0, 1.5, Number.NaN])('refuses %s at once', async (concurrency) => {
    await expect(studyOf(concurrency, () => 1).study).rejects.toThrow(/concurrency was/);
  });
});
