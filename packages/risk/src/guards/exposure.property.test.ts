import type { Guard, OrderIntent } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../testing-profile.test-helper';
import {
  equityOf,
  fillOrder,
  type ModelAccount,
  modelAccount,
  openIntent,
  portfolioOfModel,
  unitsOf,
  valuesOf,
  worstOf,
} from './account-model.test-helper';
import { liquidationDistance } from './liquidation-distance';
import { maxClusterExposure } from './max-cluster-exposure';
import { maxGrossExposure } from './max-gross-exposure';
import { maxLeverage } from './max-leverage';
import { maxNetExposure } from './max-net-exposure';
import { maxPosition } from './max-position';
import { maxWeight } from './max-weight';
import { minimumCash } from './minimum-cash';

const [btc, eth, sol] = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'];
const other = 'other:BTC/USDT';
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const gross = (account: ModelAccount): number => sum(valuesOf(account).map(Math.abs));
const sides = (values: readonly number[]): number =>
  Math.max(sum(values.map((value) => Math.max(0, value))), sum(values.map((value) => Math.max(0, -value))));

/** 1 less the distance that keeps equity above what is demanded, found by its definition and not by the guard's formula. */
const nearness = (account: ModelAccount, equity: number): number => {
  const values = valuesOf(account);
  const demand = 0.1;
  const [longs, shorts] = [1, -1].map((sign) => sum(values.map((value) => Math.max(0, sign * value)))) as [
    number,
    number,
  ];
  if (longs + shorts === 0) return 0;
  const left = equity - demand * (longs + shorts);
  return 1 - left / (longs * (1 - demand) + shorts * (1 + demand));
};

interface Case {
  readonly name: string;
  readonly guard: Guard;
  readonly limit: number;
  /** The figure that the limit is about; equity is that of the moment, fills at the last price do not change it. */
  readonly figure: (account: ModelAccount, equity: number) => number;
  readonly isSpot: boolean;
  readonly ids: readonly string[];
  /** Exits of one side leave the other uncovered, or need more margin: they always leave, and are not this limit's breach. */
  readonly exitsLeave?: boolean;
}

const spot = { isSpot: true, ids: [btc, other, eth] };
const margin = { isSpot: false, ids: [btc, eth, sol] };
const units = (account: ModelAccount): number =>
  Math.max(...account.assets.map((_, asset) => Math.abs(unitsOf(account, asset))));
const largest = (account: ModelAccount): number => Math.max(...valuesOf(account).map(Math.abs));
const limits = { [btc]: 9, [eth]: 9, [sol]: 9 };
const clusters = { first: [btc, eth], second: [eth, sol] };
const clustered = ([one, two, three]: readonly number[]): number =>
  Math.max(sides([one, two] as number[]), sides([two, three ?? 0] as number[]));

const cases: readonly Case[] = [
  { ...margin, name: 'maxPosition', guard: maxPosition({ limits }), limit: 9, figure: units },
  { ...spot, ids: [btc, eth, sol], name: 'maxPosition', guard: maxPosition({ limits }), limit: 9, figure: units },
  {
    ...margin,
    name: 'maxWeight',
    guard: maxWeight({ limit: 0.4 }),
    limit: 0.4,
    figure: (account, equity) => largest(account) / equity,
  },
  {
    ...spot,
    ids: [btc, eth, sol],
    name: 'maxWeight',
    guard: maxWeight({ limit: 0.4 }),
    limit: 0.4,
    figure: (account, equity) => largest(account) / equity,
  },
  { ...margin, name: 'maxGrossExposure', guard: maxGrossExposure({ limit: 900 }), limit: 900, figure: gross },
  { ...spot, name: 'maxGrossExposure', guard: maxGrossExposure({ limit: 900 }), limit: 900, figure: gross },
  {
    ...margin,
    name: 'maxLeverage',
    guard: maxLeverage({ limit: 0.5 }),
    limit: 0.5,
    figure: (account, equity) => gross(account) / equity,
  },
  {
    ...spot,
    name: 'maxLeverage',
    guard: maxLeverage({ limit: 0.5 }),
    limit: 0.5,
    figure: (account, equity) => gross(account) / equity,
  },
  {
    ...margin,
    name: 'maxNetExposure',
    guard: maxNetExposure({ limit: 500 }),
    limit: 500,
    figure: (account) => Math.abs(sum(valuesOf(account))),
    exitsLeave: true,
  },
  {
    ...margin,
    name: 'maxClusterExposure',
    guard: maxClusterExposure({ limit: 0.4, clusters }),
    limit: 0.4,
    figure: (account, equity) => clustered(valuesOf(account)) / equity,
    exitsLeave: true,
  },
  {
    ...spot,
    name: 'maxClusterExposure',
    guard: maxClusterExposure({ limit: 0.4, clusters: { all: [btc, eth] } }),
    limit: 0.4,
    figure: (account, equity) => sides(valuesOf(account)) / equity,
  },
  {
    ...margin,
    name: 'maxClusterExposure before anything is measured',
    guard: maxClusterExposure({ limit: 0.4, correlation: { threshold: 0.7, decay: 0.9, minimumBars: 5 } }),
    limit: 0.4,
    figure: (account, equity) => sides(valuesOf(account)) / equity,
    exitsLeave: true,
  },
  {
    ...margin,
    name: 'liquidationDistance',
    guard: liquidationDistance({ limit: 0.95, maintenanceMarginRate: 0.1 }),
    limit: 1 - 0.95,
    figure: nearness,
    exitsLeave: true,
  },
  {
    ...spot,
    name: 'minimumCash',
    guard: minimumCash({ reserves: { USDT: 900 }, costRate: 0 }),
    limit: -900,
    figure: ({ cash }) => -cash,
  },
];

const action = fc.record({
  kind: fc.constantFrom('order', 'order', 'order', 'fill', 'fill', 'cancel', 'move'),
  place: fc.nat(2),
  isPurchase: fc.boolean(),
  quantity: fc.integer({ min: 1, max: 12 }),
  limit: fc.option(fc.integer({ min: -8, max: 8 })),
  isReduceOnly: fc.integer({ min: 0, max: 4 }).map((one) => one === 0),
  which: fc.nat(3),
});
type Action = typeof action extends fc.Arbitrary<infer One> ? One : never;

const intentOf = (account: ModelAccount, { place, isPurchase, quantity, limit, isReduceOnly }: Action): OrderIntent => {
  const base = {
    instrumentId: account.instrumentIds[place] as string,
    side: isPurchase ? 'buy' : 'sell',
    quantity,
    ...(isReduceOnly ? { reduceOnly: true } : {}),
  } as const;
  if (limit === null) return { ...base, type: 'market' };
  return { ...base, type: 'limit', limitPrice: (account.price[place] as number) * (1 + limit / 100) };
};

/** Whether an order can only close a position, or part of it. */
const isExit = (account: ModelAccount, { place, isPurchase, quantity, isReduceOnly }: Action): boolean => {
  if (isReduceOnly) return true;
  const promised = sum(
    account.open.filter((one) => one.place === place && !one.isPurchase && !one.isReduceOnly).map(({ left }) => left),
  );
  return !isPurchase && quantity + promised <= (account.traded[place] as number) + 1e-9;
};

const nearly = (value: number): number => value + 1e-9 * (1 + Math.abs(value));

describe.each(cases)('$name, spot $isSpot', ({ guard, limit, figure, isSpot, ids, exitsLeave = false }) => {
  it('lets no order through whose fills could breach it', () => {
    let [accepted, restricted, filled] = [0, 0, 0];
    const place = (account: ModelAccount, one: Action): void => {
      if (account.open.length >= 4) return;
      const intent = intentOf(account, one);
      const verdict = guard.check?.(intent, portfolioOfModel(account), guard.initial);
      if (verdict?.type !== 'pass') restricted += 1;
      const quantity = verdict?.type === 'pass' ? intent.quantity : verdict?.type === 'shrink' ? verdict.quantity : 0;
      if (quantity === 0) return;
      accepted += 1;
      const equity = equityOf(account);
      const worst = () => worstOf(account, (state) => figure(state, equity));
      const before = worst();
      // An order that was shrunk to what is held is an exit, too.
      const isExempt = exitsLeave && isExit(account, { ...one, quantity });
      openIntent(account, intent, quantity);
      if (!isExempt) expect(worst()).toBeLessThanOrEqual(nearly(Math.max(limit, before)));
    };
    const take = (account: ModelAccount, one: Action, moves: boolean): void => {
      const order = account.open[one.which % Math.max(1, account.open.length)];
      switch (one.kind) {
        case 'order':
          place(account, one);
          return;
        case 'move': {
          if (!moves) return;
          const factor = 1 + (one.limit ?? 9) / 20;
          const id = ids[one.place] as string;
          const asset = id.slice(id.indexOf(':') + 1);
          ids.forEach((each, at) => {
            if (each.endsWith(asset)) account.price[at] = (account.price[at] as number) * factor;
          });
          return;
        }
        case 'fill':
          if (order !== undefined && fillOrder(account, order, (one.quantity * order.left) / 8) > 0) filled += 1;
          break;
        case 'cancel':
          if (order !== undefined) order.left = 0;
      }
      const rest = account.open.filter(({ left }) => left > 1e-9);
      account.open.splice(0, account.open.length, ...rest);
    };
    fc.assert(
      fc.property(
        fc.array(action, { minLength: 1, maxLength: 14 }),
        fc.boolean(),
        fc.nat(4),
        (actions, moves, brought) => {
          const account = modelAccount(ids, isSpot, isSpot ? { BTC: brought } : {});
          for (const one of actions) {
            take(account, one, moves);
            // Without a price move nothing but fills can have brought the account to where it is.
            if (!moves && !exitsLeave) expect(figure(account, equityOf(account))).toBeLessThanOrEqual(nearly(limit));
          }
        },
      ),
      profile(300, 10_000),
    );
    expect(Math.min(accepted, restricted, filled)).toBeGreaterThan(20);
  });
});
