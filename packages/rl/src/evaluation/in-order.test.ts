import { describe, expect, it } from 'vitest';
import { inOrder } from './in-order';

const turns = async (count: number): Promise<void> => {
  for (let turn = 0; turn < count; turn++) await Promise.resolve();
};

describe('work in order', () => {
  it.each([1, 2, 3, 9])('gives results in the order of the items, at most %i at once', async (most) => {
    let running = 0;
    let highest = 0;
    const results = await inOrder([5, 0, 3, 1, 4], most, async (item) => {
      running += 1;
      highest = Math.max(highest, running);
      await turns(item);
      running -= 1;
      return item * 2;
    });
    expect(results).toEqual([10, 0, 6, 2, 8]);
    expect(highest).toBe(Math.min(most, 5));
  });

  it('begins nothing after an error, and throws it when the rest has ended', async () => {
    const ended: number[] = [];
    const work = inOrder([0, 1, 2, 3, 4, 5], 2, async (item) => {
      await turns(item === 1 ? 1 : 10);
      ended.push(item);
      if (item === 1) throw new RangeError('broken');
      return item;
    });
    await expect(work).rejects.toThrow('broken');
    expect(ended).toEqual([1, 0]);
  });

  it('does nothing for no items', async () => {
    expect(await inOrder([], 3, async () => 1)).toEqual([]);
  });
});
