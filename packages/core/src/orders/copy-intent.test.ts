import { expect, it } from 'vitest';
import { copyIntent } from './copy-intent';

const intent = Object.freeze({
  type: 'limit',
  instrumentId: 'demo:BTC/USDT',
  side: 'buy',
  quantity: 2,
  limitPrice: 100,
});

it('copies every field in its order, and leaves the original alone', () => {
  const copy = copyIntent(
    intent as { type: 'limit'; instrumentId: string; side: 'buy'; quantity: number; limitPrice: number },
  );
  expect(Object.entries(copy)).toEqual(Object.entries(intent));
  copy.quantity = 1;
  expect([copy.quantity, intent.quantity]).toEqual([1, 2]);
});
