import { describe, expect, it } from 'vitest';
import { type Reached, reachBack } from './reach-back';

const row = (number: number) => ({ id: String(number), timestamp: number });
const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => row(from + index));

/** A venue that has rows from 1 and gives ten before an id. */
const venue = () => {
  const asked: number[] = [];
  const earlier = async (oldestId: string) => {
    const oldest = Number(oldestId);
    asked.push(oldest);
    return range(Math.max(1, oldest - 10), oldest - 1);
  };
  return { asked, earlier };
};

describe('reachBack', () => {
  it('goes back until the first row is older than asked', async () => {
    const { asked, earlier } = venue();
    const rows = await reachBack(range(91, 100), 65, { rows: [] }, earlier, () => false);
    expect(rows).toEqual(range(61, 100));
    expect(asked).toEqual([91, 81, 71]);
  });

  it('stops where the venue has no more', async () => {
    const { earlier } = venue();
    expect(await reachBack(range(11, 20), -5, { rows: [] }, earlier, () => false)).toEqual(range(1, 20));
  });

  it('goes on from what a broken attempt has reached', async () => {
    const { asked, earlier } = venue();
    const reached: Reached = { rows: [] };
    await reachBack(range(91, 100), 5, reached, earlier, () => asked.length >= 5);
    expect(asked).toEqual([91, 81, 71, 61, 51]);
    expect(reached.rows).toEqual(range(41, 100));
    asked.length = 0;
    // Twenty more have come meanwhile.
    const rows = await reachBack(range(111, 120), 5, reached, earlier, () => false);
    expect(asked).toEqual([111, 101, 41, 31, 21, 11]);
    expect(rows).toEqual(range(1, 120));
    expect(reached.rows).toEqual([]);
  });

  it('asks for nothing once nobody waits', async () => {
    const { asked, earlier } = venue();
    await reachBack(range(91, 100), 5, { rows: [] }, earlier, () => true);
    expect(asked).toEqual([]);
  });
});
