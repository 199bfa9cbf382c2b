import { InvalidOptionsError, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { drawParameter, fromInner, innerBounds, type Parameter, type ParameterSpace } from './parameter-space';
import { choiceEstimator, numberEstimator } from './parzen-estimator';
import { halvingPruner, medianPruner } from './pruners';
import { randomSampler } from './random-sampler';
import { type SearchOptions, searchParameters } from './search-parameters';
import type { SearchTrial } from './search-trial';
import { tpeSampler } from './tpe-sampler';

const space: ParameterSpace = {
  x: { type: 'float', low: -5, high: 5 },
  rate: { type: 'float', low: 1e-5, high: 1e-1, log: true },
  units: { type: 'integer', low: 4, high: 64, log: true },
  layers: { type: 'integer', low: 1, high: 3 },
  kind: { type: 'choice', values: ['tanh', 'relu', 'elu'] },
};

/** Greatest, 0, at x = 2, rate = 1e-3, relu. */
const hill: SearchOptions['objective'] = ({ x, rate, kind }) =>
  -((Number(x) - 2) ** 2) - (Math.log10(Number(rate)) + 3) ** 2 - (kind === 'relu' ? 0 : 1);

const optionsOf = (more: Partial<SearchOptions> = {}): SearchOptions => ({
  space,
  objective: hill,
  trials: 40,
  seed: 1,
  ...more,
});

describe('parameters', () => {
  it.each(Object.entries(space))('%s is drawn over its whole range and nowhere else', (_, parameter: Parameter) => {
    const random = seededRandom(3);
    const drawn = Array.from({ length: 4_000 }, () => drawParameter(parameter, random));
    if (parameter.type === 'choice') {
      for (const value of parameter.values)
        expect(drawn.filter((one) => one === value).length / 4_000).toBeCloseTo(1 / 3, 1);
      return;
    }
    const numbers = drawn as number[];
    const { low, high, log } = parameter;
    expect(Math.min(...numbers)).toBeGreaterThanOrEqual(low);
    expect(Math.max(...numbers)).toBeLessThanOrEqual(high);
    if (parameter.type === 'integer') expect(numbers.every(Number.isInteger)).toBe(true);
    const middle = log ? Math.sqrt(low * high) : (low + high) / 2;
    const below = numbers.filter((one) => one < middle).length + numbers.filter((one) => one === middle).length / 2;
    expect(Math.abs(below / 4_000 - 0.5)).toBeLessThan(0.06);
  });

  it('every whole number is as likely, the ends too', () => {
    const random = seededRandom(4);
    const counts = [0, 0, 0];
    for (let draw = 0; draw < 6_000; draw++) {
      const place = (drawParameter(space.layers as Parameter, random) as number) - 1;
      counts[place] = (counts[place] as number) + 1;
    }
    for (const count of counts) expect(count / 6_000).toBeCloseTo(1 / 3, 1);
  });

  it('inner numbers come back', () => {
    const parameter = space.rate as Exclude<Parameter, { type: 'choice' }>;
    const { low, high } = innerBounds(parameter);
    expect(fromInner(parameter, low)).toBeCloseTo(1e-5, 12);
    expect(fromInner(parameter, high + 1)).toBe(0.1);
  });

  it.each([
    [{}, /no parameter/],
    [{ a: { type: 'float', low: 1, high: 1 } }, /a goes from 1 to 1/],
    [{ a: { type: 'float', low: 0, high: 1, log: true } }, /logarithmic/],
    [{ a: { type: 'integer', low: 0.5, high: 2 } }, /not whole/],
    [{ a: { type: 'choice', values: [] } }, /no values/],
    [{ a: { type: 'float', low: Number.NaN, high: 1 } }, /NaN/],
  ])('refuses the space %j', async (wrong, words) => {
    await expect(searchParameters(optionsOf({ space: wrong as ParameterSpace }))).rejects.toThrow(words);
  });
});

describe('Parzen estimators', () => {
  it('integrate to about one inside, and draw what they say', () => {
    const estimator = numberEstimator([1, 1.2, 4], 0, 10);
    let integral = 0;
    for (let x = 0; x < 10; x += 0.01) integral += 0.01 * Math.exp(estimator.logDensity(x));
    // What lies outside of the interval is drawn again and not counted in: a constant that cancels in no ratio is below 60 %.
    expect(integral).toBeGreaterThan(0.4);
    expect(integral).toBeLessThanOrEqual(1);
    const random = seededRandom(1);
    const drawn = Array.from({ length: 2_000 }, () => estimator.sample(random));
    expect(Math.min(...drawn)).toBeGreaterThanOrEqual(0);
    expect(drawn.filter((x) => x < 5).length).toBeGreaterThan(drawn.length / 2);
    expect(estimator.logDensity(1.1)).toBeGreaterThan(estimator.logDensity(8));
  });

  it('count choices, each once more', () => {
    const estimator = choiceEstimator([2, 2, 2, 0], 3);
    const shares = [0, 1, 2].map((place) => Math.exp(estimator.logDensity(place)));
    [2 / 7, 1 / 7, 4 / 7].forEach((share, place) => {
      expect(shares[place]).toBeCloseTo(share, 12);
    });
    const random = seededRandom(1);
    const drawn = Array.from({ length: 3_000 }, () => estimator.sample(random));
    expect(drawn.filter((place) => place === 2).length / 3_000).toBeCloseTo(4 / 7, 1);
  });
});

describe('searchParameters', () => {
  it.each([
    ['random', randomSampler()],
    ['TPE', tpeSampler()],
  ])('%s: a study that goes on is the one that never stopped', async (_, sampler) => {
    const whole = await searchParameters(optionsOf({ sampler }));
    const half = await searchParameters(optionsOf({ sampler, trials: 17 }));
    const stored: SearchTrial[] = JSON.parse(JSON.stringify(half.trials));
    const rest = await searchParameters(optionsOf({ sampler, before: stored }));
    expect(JSON.stringify(rest)).toBe(JSON.stringify(whole));
    expect(whole.trials).toHaveLength(40);
    expect(whole.best?.value).toBe(Math.max(...whole.trials.map(({ value = -Infinity }) => value)));
    const other = await searchParameters(optionsOf({ sampler, seed: 2 }));
    expect(other.trials[0]?.parameters).not.toEqual(whole.trials[0]?.parameters);
  });

  it('TPE comes nearer than random does with as many trials, in most of 12 seeds', async () => {
    let wins = 0;
    for (let seed = 0; seed < 12; seed++) {
      const [one, other] = await Promise.all(
        [tpeSampler(), randomSampler()].map((sampler) => searchParameters(optionsOf({ sampler, seed, trials: 60 }))),
      );
      if ((one?.best?.value as number) > (other?.best?.value as number)) wins++;
    }
    expect(wins).toBeGreaterThanOrEqual(9);
  });

  it('keeps trials that fail, and ends on a mistake', async () => {
    const objective: SearchOptions['objective'] = (_, { number }) => {
      if (number === 1) throw new InvalidOptionsError({ code: 'X', message: 'cannot be' });
      return number === 2 ? Number.NaN : number;
    };
    const seen: number[] = [];
    const study = await searchParameters(
      optionsOf({ objective, trials: 4, onTrial: ({ number }) => void seen.push(number) }),
    );
    expect(study.trials.map(({ state, value, message }) => [state, value, message])).toEqual([
      ['complete', 0, undefined],
      ['failed', undefined, 'cannot be'],
      ['failed', undefined, 'The objective was NaN.'],
      ['complete', 3, undefined],
    ]);
    expect(seen).toEqual([0, 1, 2, 3]);
    const mistake = () => Promise.reject(new TypeError('a mistake'));
    await expect(searchParameters(optionsOf({ objective: mistake }))).rejects.toThrow('a mistake');
  });

  it('gives each trial randomness of its own', async () => {
    const drawn: number[] = [];
    const objective: SearchOptions['objective'] = (_, { random }) => drawn.push(random.uniform());
    await searchParameters(optionsOf({ objective, trials: 3 }));
    await searchParameters(optionsOf({ objective, trials: 3 }));
    expect(new Set(drawn).size).toBe(3);
    expect(drawn.slice(0, 3)).toEqual(drawn.slice(3));
  });

  it.each([[{ trials: 0 }], [{ seed: 0.5 }], [{ objective: 3 }], [{ direction: 'maximize' }]])(
    'refuses %j',
    async (more) => {
      await expect(searchParameters(optionsOf(more as never))).rejects.toThrow(InvalidOptionsError);
    },
  );
});

const curve = (number: number, values: readonly number[], state: SearchTrial['state'] = 'complete'): SearchTrial => ({
  number,
  parameters: {},
  state,
  value: values.at(-1),
  reported: values.map((value, index) => [index + 1, value]),
  message: undefined,
});

describe('medianPruner', () => {
  const trials = [1, 2, 3, 4, 5].map((top) => curve(top, [top / 2, top]));

  it.each([
    [[[1, 1.4]], true],
    [[[1, 1.5]], false],
    [
      [
        [1, 0],
        [2, 2.9],
      ],
      true,
    ],
    [
      [
        [1, 3],
        [2, 0],
      ],
      false,
    ],
    [[[1, Number.NaN]], true],
  ] as const)('of %j says %s', (reported, expected) => {
    expect(medianPruner()(reported, trials)).toBe(expected);
  });

  it('waits for its trials and its warm-up, and counts only what was completed', () => {
    expect(medianPruner()([[1, -9]], trials.slice(1))).toBe(false);
    expect(medianPruner({ warmUp: 2 })([[1, -9]], trials)).toBe(false);
    const pruned = trials.map((trial) => ({ ...trial, state: 'pruned' as const }));
    expect(medianPruner()([[1, -9]], pruned)).toBe(false);
    expect(() => medianPruner({ startup: 0 })).toThrow(/startup was 0/);
  });
});

describe('halvingPruner', () => {
  const pruner = halvingPruner({ first: 2, factor: 2 });
  const trials = [1, 2, 3].map((top) => curve(top, [top, top, top, top]));

  it('asks once a rung whether the trial is in the best half', () => {
    expect(pruner([[1, -9]], trials)).toBe(false);
    expect(
      pruner(
        [
          [1, 0],
          [2, 2.5],
        ],
        trials,
      ),
    ).toBe(false);
    expect(
      pruner(
        [
          [1, 0],
          [2, 1.5],
        ],
        trials,
      ),
    ).toBe(true);
    expect(
      pruner(
        [
          [1, 0],
          [2, 2.5],
          [3, -9],
        ],
        trials,
      ),
    ).toBe(false);
    expect(
      pruner(
        [
          [1, 0],
          [2, 2.5],
          [3, 0],
          [4, 1.5],
        ],
        trials,
      ),
    ).toBe(true);
    expect(
      pruner(
        [
          [1, 0],
          [2, 2.5],
          [5, 2.5],
        ],
        trials,
      ),
    ).toBe(false);
  });

  it('lets the first to come go on, and no trial that is no number', () => {
    expect(pruner([[2, -9]], [])).toBe(false);
    expect(pruner([[2, Number.NaN]], trials)).toBe(true);
    expect(() => halvingPruner({ first: 0 })).toThrow(/first was 0/);
  });

  it('spends less on what will not win, and keeps the winner', async () => {
    let steps = 0;
    const objective: SearchOptions['objective'] = (parameters, { report, number, random }) => {
      const top = hill(parameters, { report, number, random }) as number;
      for (let step = 1; step <= 27; step++) {
        steps++;
        if (report(step, top * (1 + 1 / step)) === 'stop') return Number.NaN;
      }
      return top;
    };
    const all = await searchParameters(optionsOf({ objective }));
    const used = steps;
    steps = 0;
    const halved = await searchParameters(optionsOf({ objective, pruner: halvingPruner({ first: 1, factor: 3 }) }));
    expect(steps).toBeLessThan(0.5 * used);
    expect(halved.best?.parameters).toEqual(all.best?.parameters);
    expect(halved.trials.filter(({ state }) => state === 'pruned').length).toBeGreaterThan(20);
    expect(halved.trials.every(({ state, value }) => state !== 'pruned' || Number.isFinite(value))).toBe(true);
  });
});
