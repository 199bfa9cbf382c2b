import { expect, it } from 'vitest';
import { noCost, sumOfCosts } from './cost';

it('sums every field, and nothing is nothing', () => {
  expect(sumOfCosts([])).toEqual(noCost);
  expect(
    sumOfCosts([
      { calls: 1, inputTokens: 2, outputTokens: 3, nanoUsd: 4 },
      { calls: 10, inputTokens: 20, outputTokens: 30, nanoUsd: 40 },
    ]),
  ).toEqual({ calls: 11, inputTokens: 22, outputTokens: 33, nanoUsd: 44 });
});
