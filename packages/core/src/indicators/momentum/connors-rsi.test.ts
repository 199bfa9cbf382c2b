import { expect, it } from 'vitest';
import { randomSeries, worstError } from '../test-support';
import { connorsRsi } from './connors-rsi';
import { rsi } from './rsi';

it('counts streaks, by hand', () => {
  // Streaks 0, 1, 2, 2, −1. With period 1 the strength of prices and streaks is 100, 50 or 0.
  const prices = [10, 11, 12, 12, 6];
  const index = connorsRsi.batch(prices, { pricePeriod: 1, streakPeriod: 1, rankPeriod: 1 });
  expect([2, 3, 4].map((place) => index.at(place))).toEqual([200 / 3, 100 / 3, 0]);
});

it('equals the definition', () => {
  const { close } = randomSeries(300, 51);
  let streak = 0;
  const streaks = Array.from(close, (price, index) => {
    const change = price - (close[index - 1] ?? price);
    streak = change === 0 ? streak : change > 0 ? Math.max(streak, 0) + 1 : Math.min(streak, 0) - 1;
    return streak;
  });
  const changes = Array.from(close, (price, index) => price / close[index - 1]! - 1);
  const [first, second] = [rsi.batch(close, 3), rsi.batch(streaks, 2)];
  const expected = changes.map((change, index) => {
    if (index < 101) return undefined;
    const rank = changes.slice(index - 100, index).filter((earlier) => earlier < change).length;
    return (first.at(index)! + second.at(index)! + rank) / 3;
  });
  expect(worstError(connorsRsi.batch(close), expected)).toBeLessThan(1e-13);
});
