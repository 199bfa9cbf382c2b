import { expect, it } from 'vitest';
import { equityOf, fillOrder, modelAccount, openIntent, unitsOf, valuesOf, worstOf } from './account-model.test-helper';

const [btc, eth] = ['demo:BTC/USDT', 'demo:ETH/USDT'];
const order = (side: 'buy' | 'sell', quantity: number, reduceOnly = false) =>
  ({ type: 'market', instrumentId: btc, side, quantity, reduceOnly }) as const;

it('finds the worst order of fills', () => {
  const account = modelAccount([btc, eth], false);
  account.traded[0] = 10;
  openIntent(account, order('buy', 3), 3);
  openIntent(account, order('sell', 4), 4);
  openIntent(account, order('sell', 10, true), 10);
  const units = (sign: number) => worstOf(account, (state) => sign * unitsOf(state, 0));
  expect(units(1)).toBe(13);
  // The exit closes all of it first, and only then the sale fills.
  expect(units(-1)).toBe(4);
  expect(account.traded).toEqual([10, 0]);
  expect(account.open.map(({ left }) => left)).toEqual([3, 4, 10]);
  expect(account.cash).toBe(2_000);
});

it('sells no more than there is on spot', () => {
  const account = modelAccount([btc, 'other:BTC/USDT'], true, { BTC: 3 });
  openIntent(account, order('sell', 9), 9);
  expect(worstOf(account, (state) => -unitsOf(state, 0))).toBe(-0);
  expect(valuesOf(account)).toEqual([300]);
  expect(equityOf(account)).toBe(2_300);
});

it('counts what purchases cost at their limits', () => {
  const account = modelAccount([btc], false);
  openIntent(account, { ...order('buy', 2), type: 'limit', limitPrice: 110 }, 2);
  openIntent(account, order('sell', 5), 5);
  expect(worstOf(account, ({ cash }) => -cash)).toBe(-1_780);
});

it('fills at the last price when the limit allows it', () => {
  const account = modelAccount([btc], false);
  openIntent(account, { ...order('buy', 2), type: 'limit', limitPrice: 99 }, 2);
  openIntent(account, { ...order('sell', 2), type: 'limit', limitPrice: 99 }, 2);
  expect(account.open.map((one) => fillOrder(account, one, 1))).toEqual([0, 1]);
  expect(account).toMatchObject({ traded: [-1], cash: 2_100 });
});
