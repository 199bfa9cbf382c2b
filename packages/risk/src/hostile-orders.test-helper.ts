import type { Guard, OrderIntent, Random } from '@sigmax/core';
import {
  dataQuality,
  duplicateOrders,
  maxDrawdown,
  maxGrossExposure,
  maxLoss,
  maxOrderNotional,
  maxOrderQuantity,
  maxPosition,
  maxWeight,
  messageRate,
  minimumCash,
  repeatedExecution,
} from './index';

export const [btc, eth] = ['demo:BTC/USDT', 'demo:ETH/USDT'] as const;

/** What the twelve are about, for whoever checks them from outside. */
export const limits = { quantity: 50, notional: 2_000, position: 60, weight: 0.5, gross: 8_000, cash: 500 } as const;

/** Twelve guards as a careful bot would have them. */
export const twelveGuards = (): Guard[] => [
  maxOrderQuantity({ limits: { [btc]: limits.quantity, [eth]: limits.quantity } }),
  maxOrderNotional({ limit: limits.notional, slippageAllowance: 0.02 }),
  maxPosition({ limits: { [btc]: limits.position, [eth]: limits.position } }),
  maxWeight({ limit: limits.weight }),
  maxGrossExposure({ limit: limits.gross }),
  minimumCash({ reserves: { USDT: limits.cash }, costRate: 0.01 }),
  messageRate({ limit: 40, windowMs: 60_000, verdict: 'deny' }),
  duplicateOrders({ windowMs: 1 }),
  dataQuality({ maxAgeMs: 120_000 }),
  maxLoss({ limit: { fraction: 0.5 }, period: 'day', action: 'halt' }),
  maxDrawdown({ limit: 0.5, action: 'halt' }),
  repeatedExecution({ entries: 1_000, windowMs: 60_000, action: 'halt' }),
];

/** A number that is none, is too large to count or too small to matter, or only looks like one. */
const odd = (random: Random): unknown => {
  const values: readonly unknown[] = [
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    0,
    -1,
    1e308,
    5e-324,
    Number.MAX_SAFE_INTEGER,
    2 ** 53 + 2,
    '',
    '1',
    '0x10',
    '12abc',
    '1e400',
    10n,
    null,
    undefined,
    true,
    [],
    [5],
    {},
    { valueOf: () => 1 },
    new Date(5),
    Symbol.iterator,
    () => 1,
  ];
  return values[random.integer(values.length)];
};

const pick = <Value>(random: Random, values: readonly Value[]): Value => values[random.integer(values.length)] as Value;

/** Any size, from a crumb to more than there is money in the world. */
const anySize = (random: Random): number => 10 ** (random.integer(24) - 9) * (0.5 + random.uniform());

const plainOrder = (random: Random): Record<string, unknown> => {
  const type = pick(random, ['market', 'limit', 'stop', 'stop-limit', 'trailing-stop']);
  const price = () => 100 * (random.integer(4) === 0 ? anySize(random) : 0.9 + 0.2 * random.uniform());
  return {
    type,
    instrumentId: pick(random, [btc, eth]),
    side: pick(random, ['buy', 'buy', 'sell']),
    quantity: random.integer(3) === 0 ? anySize(random) : 1 + random.integer(40),
    ...(type === 'limit' || type === 'stop-limit' ? { limitPrice: price() } : {}),
    ...(type === 'stop' || type === 'stop-limit' ? { stopPrice: price() } : {}),
    ...(type === 'trailing-stop' ? { trail: pick(random, [{ fraction: 0.02 }, { ticks: 5 }, { price: 3 }]) } : {}),
    ...(random.integer(10) === 0 ? { reduceOnly: true } : {}),
    ...(random.integer(10) === 0 ? { bracket: { stopLossPrice: price() } } : {}),
    ...(random.integer(10) === 0 ? { tag: 'a' } : {}),
  };
};

/** Says another thing each time it is asked. */
const fickle = (order: Record<string, unknown>, random: Random): unknown =>
  new Proxy(order, {
    get: (target, key, receiver) =>
      key === 'quantity' ? (random.integer(2) === 0 ? 1 : 1e9) : Reflect.get(target, key, receiver),
  });

/** An order that means harm, and whether a program with types could have written it. */
export const hostileOrder = (random: Random): { readonly order: OrderIntent; readonly isWellFormed: boolean } => {
  const order = plainOrder(random);
  const broken = (changed: unknown) => ({ order: changed as OrderIntent, isWellFormed: false });
  switch (random.integer(12)) {
    case 0:
      return broken({ ...order, quantity: odd(random) });
    case 1:
      return broken({ ...order, limitPrice: odd(random), type: 'limit' });
    case 2:
      return broken({ ...order, stopPrice: odd(random), type: 'stop' });
    case 3:
      return broken({ ...order, [pick(random, ['side', 'type', 'instrumentId', 'trail', 'bracket'])]: odd(random) });
    case 4:
      return broken({
        ...order,
        instrumentId: pick(random, ['__proto__', 'constructor', 'demo:BTC/USD', 'toString', '']),
      });
    case 5:
      return broken({ ...order, ...JSON.parse('{"__proto__":{"quantity":1,"reduceOnly":true}}') });
    case 6:
      return broken(JSON.parse(`{"__proto__":${JSON.stringify(order)}}`));
    case 7:
      return broken(
        Object.defineProperty({ ...order }, 'quantity', {
          enumerable: true,
          get: () => {
            throw new Error('a getter');
          },
        }),
      );
    case 8:
      return broken(fickle(order, random));
    case 9:
      return broken(odd(random));
    default:
      return { order: order as unknown as OrderIntent, isWellFormed: true };
  }
};
