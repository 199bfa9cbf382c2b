import { describe, expect, it } from 'vitest';
import {
  averageLoss,
  averageWin,
  expectancy,
  longestStreak,
  payoffRatio,
  profitFactor,
  systemQuality,
  winRate,
} from './win-loss';

const profits = [10, -5, 0, 20, 5, -10, -5];

describe('trade statistics', () => {
  it('agrees with a calculation by hand; a profit of 0 is neither a win nor a loss', () => {
    expect(winRate(profits)).toBe(3 / 7);
    expect(profitFactor(profits)).toBe(35 / 20);
    expect(averageWin(profits)).toBe(35 / 3);
    expect(averageLoss(profits)).toBe(-20 / 3);
    expect(payoffRatio(profits)).toBeCloseTo(35 / 20, 14);
    expect(expectancy(profits)).toBe(15 / 7);
    expect(longestStreak(profits, 'wins')).toBe(2);
    expect(longestStreak(profits, 'losses')).toBe(2);
    expect(longestStreak([1, 0, 1], 'wins')).toBe(1);
  });

  it('is undefined, not a large number, without trades, wins or losses', () => {
    for (const measure of [winRate, profitFactor, payoffRatio, expectancy, averageWin, averageLoss, systemQuality]) {
      expect(measure([])).toBeUndefined();
    }
    expect(profitFactor([1, 2])).toBeUndefined();
    expect(payoffRatio([1, 2])).toBeUndefined();
    expect(payoffRatio([-1])).toBeUndefined();
    expect(profitFactor([-1])).toBe(0);
    expect(longestStreak([], 'wins')).toBe(0);
    expect(systemQuality([3, 3, 3])).toBeUndefined();
  });

  it('caps the number of trades in system quality at 100', () => {
    const many = Array.from({ length: 400 }, (_, index) => 1 + (index % 2));
    expect(systemQuality(many)).toBeCloseTo((1.5 / Math.sqrt(0.25 * (400 / 399))) * 10, 10);
    expect(systemQuality([1, 2, 3, 2])).toBeCloseTo(Math.sqrt(24), 12);
  });

  it('refuses NaN', () => {
    expect(() => winRate([Number.NaN])).toThrow(/winRate: value 0 was NaN/);
  });
});
