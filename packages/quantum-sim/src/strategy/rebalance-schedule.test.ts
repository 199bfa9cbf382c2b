import { describe, expect, it } from 'vitest';
import { type Rebalance, rebalanceSchedule } from './rebalance-schedule';

const dayMs = 86_400_000;

/** The days, of `count` from a first one, on which a decision was due and made. */
const decided = (rebalance: Rebalance, first: string, count: number): string[] => {
  const schedule = rebalanceSchedule(rebalance);
  const days: string[] = [];
  for (let day = 0; day < count; day++) {
    const timeMs = Date.parse(`${first}T00:00:00Z`) + day * dayMs;
    if (!schedule.isDue(timeMs)) continue;
    schedule.taken(timeMs);
    days.push(new Date(timeMs).toISOString().slice(0, 10));
  }
  return days;
};

describe('rebalanceSchedule', () => {
  it.each<[Rebalance, string[]]>([
    ['once', ['2024-01-20']],
    ['monthly', ['2024-01-20', '2024-02-01', '2024-03-01', '2024-04-01']],
    ['quarterly', ['2024-01-20', '2024-04-01']],
    [{ everyBars: 30 }, ['2024-01-20', '2024-02-19', '2024-03-20']],
  ])('%j decides at the first bar and at the first of each period', (rebalance, days) => {
    expect(decided(rebalance, '2024-01-20', 75)).toEqual(days);
  });

  it('begins weeks on Mondays, also across a turn of the year', () => {
    expect(decided('weekly', '2024-12-25', 14)).toEqual(['2024-12-25', '2024-12-30', '2025-01-06']);
  });

  it('stays due until the decision is taken', () => {
    for (const rebalance of ['monthly', { everyBars: 2 }] as const) {
      const schedule = rebalanceSchedule(rebalance);
      schedule.taken(Date.UTC(2024, 0, 1));
      schedule.isDue(Date.UTC(2024, 0, 2));
      expect(schedule.isDue(Date.UTC(2024, 1, 1))).toBe(true);
      expect(schedule.isDue(Date.UTC(2024, 1, 2))).toBe(true);
    }
  });
});
