import { expect, it } from 'vitest';
import { costBound, inputTokenBound, modelCost } from './model-cost';

it.each([
  // Tokens of 0.15 and 0.60 dollars a million: 150 and 600 billionths each.
  [{ inputUsdPerMillionTokens: 0.15, outputUsdPerMillionTokens: 0.6 }, 1_000, 100, 210_000],
  [{ inputUsdPerMillionTokens: 0.0375, outputUsdPerMillionTokens: 0 }, 1, 0, 38],
  [{ inputUsdPerMillionTokens: 0.0375, outputUsdPerMillionTokens: 0 }, 2, 0, 75],
  [{ inputUsdPerMillionTokens: 15, outputUsdPerMillionTokens: 75 }, 1_000_000, 1_000_000, 90_000_000_000],
  [{ inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 }, 5, 5, 0],
])('%o: %d and %d tokens are %d', (price, inputTokens, outputTokens, nanoUsd) => {
  expect(modelCost(price, inputTokens, outputTokens)).toEqual({ calls: 1, inputTokens, outputTokens, nanoUsd });
});

it('bounds tokens by bytes', () => {
  const request = (content: string) => ({ messages: [{ role: 'user', content } as const], maximumOutputTokens: 10 });
  const empty = inputTokenBound(request(''));
  expect(empty).toBeGreaterThanOrEqual(80);
  expect(inputTokenBound(request('abc')) - empty).toBe(3);
  // An emoji can be four tokens, never more than its bytes.
  expect(inputTokenBound(request('🚀')) - empty).toBe(4);
  const price = { inputUsdPerMillionTokens: 1, outputUsdPerMillionTokens: 2 };
  expect(costBound(price, request('')).nanoUsd).toBe(empty * 1_000 + 10 * 2_000);
});
