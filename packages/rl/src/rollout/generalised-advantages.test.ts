import { expect, it } from 'vitest';
import { generalisedAdvantages } from './generalised-advantages';

const columns = (count: number) => new Float64Array(count);

/** Returns of tianshou's `test_returns.py` (MIT): values are those after each step, and each is the value before the next. */
const nextValues = [2, 3, 4, -1, 5, 6, 7, -2, 8, 9, 10, -3];
const rewards = [101, 102, 103, 200, 104, 105, 106, 201, 107, 108, 109, 202];
const values = [-3, ...nextValues.slice(0, -1)];
const ends = [0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1];
const terminatedReturns = [
  454.8344, 376.1143, 291.298, 200, 464.561, 383.1085, 295.387, 201, 474.2876, 390.1027, 299.476, 202,
];

const returnsOf = (isTruncated: readonly boolean[]): number[] => {
  const advantages = columns(12);
  const seen = nextValues.map((value, at) => (ends[at] === 1 && !isTruncated[at] ? 0 : value));
  generalisedAdvantages({ rewards, values, nextValues: seen, ends, discount: 0.99, lambda: 0.95 }, advantages);
  return [...advantages].map((advantage, at) => advantage + (values[at] as number));
};

it('terminated episodes have the returns of tianshou', () => {
  returnsOf([]).forEach((value, at) => {
    expect(value).toBeCloseTo(terminatedReturns[at] as number, 3);
  });
});

it('a truncated episode still has the value of what would have come, as in tianshou', () => {
  const expected = [454.0109, 375.2386, 290.3669, 199.01, ...terminatedReturns.slice(4)];
  returnsOf([false, false, false, true]).forEach((value, at) => {
    expect(value).toBeCloseTo(expected[at] as number, 3);
  });
});

it('a reward of 1 for ever is worth 1 / (1 − γ), whatever λ is', () => {
  const count = 9;
  const worth = 1 / (1 - 0.9);
  for (const lambda of [0, 0.5, 1]) {
    const advantages = columns(count).fill(7);
    generalisedAdvantages(
      {
        rewards: columns(count).fill(1),
        values: columns(count),
        nextValues: columns(count).fill(worth),
        ends: columns(count),
        discount: 0.9,
        lambda: 0,
      },
      advantages,
    );
    for (const advantage of advantages) expect(advantage).toBeCloseTo(worth, 12);
    generalisedAdvantages(
      {
        rewards: columns(count).fill(1),
        values: columns(count).fill(worth),
        nextValues: columns(count).fill(worth),
        ends: columns(count),
        discount: 0.9,
        lambda,
      },
      advantages,
    );
    for (const advantage of advantages) expect(advantage).toBeCloseTo(0, 12);
  }
});
