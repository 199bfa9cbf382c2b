import { expect, it } from 'vitest';
import { pcg64 } from '../random/pcg64';
import { replayBuffer } from './replay-buffer';

const size = { capacity: 5, observationSize: 2, actionWidth: 1, maskSize: 3 };
const transition = (at: number) => ({
  observation: [at, -at],
  action: [at % 3],
  reward: at / 3,
  discount: 0.99,
  nextObservation: [at + 1, -at - 1],
  nextMask: [1, at % 2, 0],
});

it('keeps the newest in columns', () => {
  const buffer = replayBuffer(size);
  for (let at = 0; at < 7; at++) buffer.add(transition(at));
  expect(buffer.size).toBe(5);
  // 5 and 6 took the places of 0 and 1.
  expect([...buffer.observations]).toEqual([5, -5, 6, -6, 2, -2, 3, -3, 4, -4]);
  expect([...buffer.nextObservations.slice(0, 4)]).toEqual([6, -6, 7, -7]);
  expect([...buffer.rewards]).toEqual([5 / 3, 2, 2 / 3, 1, 4 / 3]);
  expect([...buffer.nextMasks.slice(0, 6)]).toEqual([1, 1, 0, 1, 0, 0]);
});

it('draws every filled row as often, and no other', () => {
  const buffer = replayBuffer({ ...size, capacity: 100 });
  for (let at = 0; at < 8; at++) buffer.add(transition(at));
  const rows = new Int32Array(16_000);
  buffer.sample(rows, pcg64(3));
  const counts = new Array(100).fill(0);
  for (const row of rows) counts[row] += 1;
  expect(counts.slice(8)).toEqual(new Array(92).fill(0));
  const expected = 16_000 / 8;
  for (const count of counts.slice(0, 8)) {
    expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected * (7 / 8)));
  }
  const again = new Int32Array(16_000);
  buffer.sample(again, pcg64(3));
  expect(again).toEqual(rows);
});

it.each([3, 5, 8])('goes on after %i transitions from what was saved', (count) => {
  const [first, second] = [replayBuffer(size), replayBuffer(size)];
  for (let at = 0; at < count; at++) first.add(transition(at));
  const saved = first.state();
  second.restore(saved);
  for (const buffer of [first, second]) for (let at = 20; at < 24; at++) buffer.add(transition(at));
  expect(second.state()).toEqual(first.state());
  expect(second.size).toBe(first.size);
  // What was saved is a copy.
  expect(saved['replay.rewards']?.length).toBe(Math.min(count, 5));
  expect(saved['replay.rewards']).not.toContain(20 / 3);
});

it('says what is too large', () => {
  expect(() => replayBuffer({ ...size, capacity: 2 ** 31 - 1, observationSize: 2 ** 20 })).toThrow(
    expect.objectContaining({ code: 'OUT_OF_MEMORY', context: expect.objectContaining({ capacity: 2 ** 31 - 1 }) }),
  );
});
