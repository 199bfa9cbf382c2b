import { expect, it } from 'vitest';
import { allOf, isLater, nowOrLater, wait } from './now-or-later';

it('answers at once when nothing has to be waited for', () => {
  const sum = nowOrLater(function* () {
    const one = yield* wait(1);
    return one + (yield* wait(2));
  });
  expect(sum).toBe(3);
  expect(allOf([1, 2])).toEqual([1, 2]);
});

it('answers later from the first promise on, in order', async () => {
  const seen: number[] = [];
  const sum = nowOrLater(function* () {
    for (const value of [1, Promise.resolve(2), 3, Promise.resolve(4)]) seen.push(yield* wait(value));
    return seen.length;
  });
  expect(seen).toEqual([1]);
  expect(isLater(sum)).toBe(true);
  expect(await sum).toBe(4);
  expect(seen).toEqual([1, 2, 3, 4]);
  expect(await allOf([1, Promise.resolve(2)])).toEqual([1, 2]);
});

it('throws at once, or rejects, and steps can catch what they waited for', async () => {
  const failing = (value: unknown) =>
    nowOrLater(function* () {
      yield* wait(value);
      throw new RangeError('too far');
    });
  expect(() => failing(1)).toThrow(RangeError);
  await expect(failing(Promise.resolve(1))).rejects.toThrow(RangeError);
  const caught = nowOrLater(function* () {
    try {
      return yield* wait(Promise.reject(new Error('gone')));
    } catch (error) {
      return (error as Error).message;
    }
  });
  expect(await caught).toBe('gone');
});

it('takes thousands of steps without a stack', () => {
  const count = nowOrLater(function* () {
    let total = 0;
    for (let step = 0; step < 50_000; step++) total += yield* wait(1);
    return total;
  });
  expect(count).toBe(50_000);
});

it('knows a promise of any kind', () => {
  // biome-ignore lint/suspicious/noThenProperty: a promise of another library
  expect(isLater({ then: () => undefined } as never)).toBe(true);
  for (const value of [undefined, null, 0, 'then', {}, []]) expect(isLater(value)).toBe(false);
});
