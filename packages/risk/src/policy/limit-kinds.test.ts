import type { Guard } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { guardsFrom } from './guards-from';
import type { LimitKind } from './limit-kind';
import { type LimitInput, type LimitKindName, limitKinds } from './limit-kinds';
import { btc, eth, limitsOf } from './policy.test-helper';

type Fields<Kind extends LimitKindName> = Omit<Extract<LimitInput, { kind: Kind }>, 'kind' | 'isSoft'>;

/** One limit of each kind with every field that goes with the others, and the options of the guard that it has to build. */
const table: { readonly [Kind in LimitKindName]: readonly [Fields<Kind>, options: object][] } = {
  'max-order-notional': [
    [
      { limitAmount: 5, slippageAllowanceFraction: 0.1 },
      { limit: 5, slippageAllowance: 0.1 },
    ],
  ],
  'max-order-quantity': [
    [
      { limitUnits: { [btc]: 2 }, others: 'pass' },
      { limits: { [btc]: 2 }, others: 'pass' },
    ],
  ],
  'message-rate': [
    [
      { limitCount: 3, windowMs: 9, verdict: 'deny' },
      { limit: 3, windowMs: 9, verdict: 'deny' },
    ],
  ],
  'max-open-orders': [
    [
      { limitCount: 9, perInstrumentCount: 4, perSideCount: 2 },
      { limit: 9, perInstrument: 4, perSide: 2 },
    ],
  ],
  'order-to-trade-ratio': [
    [
      { limitRatio: 4, graceCount: 7, windowMs: 9 },
      { limit: 4, grace: 7, windowMs: 9 },
    ],
  ],
  'duplicate-orders': [
    [
      { windowMs: 9, tags: 'identify' },
      { windowMs: 9, tags: 'identify' },
    ],
  ],
  'repeated-execution': [
    [
      { limitEntriesCount: 5, limitCyclesCount: 3, windowMs: 9, action: 'halt' },
      { entries: 5, cycles: 3, windowMs: 9, action: 'halt' },
    ],
  ],
  'self-trade-prevention': [[{ marketReachFraction: 0.2 }, { marketReach: 0.2 }]],
  'restricted-instruments': [
    [
      { allow: [btc], deny: [eth] },
      { allow: [btc], deny: [eth] },
    ],
  ],
  'screened-instruments': [
    [
      { maxAgeMs: 9, instruments: [btc] },
      { maxAgeMs: 9, instruments: [btc] },
    ],
  ],
  'trading-hours': [
    [
      { windows: [{ days: ['friday'], from: '08:00', to: '20:00' }], outside: 'deny' },
      { windows: [{ days: ['friday'], from: '08:00', to: '20:00' }], outside: 'deny' },
    ],
  ],
  'policy-agent': [[{ maxAgeMs: 9 }, { maxAgeMs: 9 }]],
  'max-weight': [
    [
      { limitFraction: 0.2, instruments: [btc] },
      { limit: 0.2, instruments: [btc] },
    ],
  ],
  'max-position': [[{ limitUnits: { [btc]: 2 } }, { limits: { [btc]: 2 }, others: 'deny' }]],
  'max-gross-exposure': [[{ limitAmount: 5 }, { limit: 5 }]],
  'max-net-exposure': [
    [{ limitAmount: 5 }, { limit: 5 }],
    [{ limitFraction: 0.5 }, { equityFraction: 0.5 }],
  ],
  'max-leverage': [[{ limitMultiple: 3 }, { limit: 3 }]],
  'max-cluster-exposure': [
    [
      { limitFraction: 0.5, clusters: { majors: [btc, eth] } },
      { limit: 0.5, clusters: { majors: [btc, eth] } },
    ],
    [
      { limitFraction: 0.5, correlation: { thresholdCorrelation: 0.7, decayFraction: 0.9, minimumBarsCount: 20 } },
      { limit: 0.5, correlation: { threshold: 0.7, decay: 0.9, minimumBars: 20 } },
    ],
  ],
  'liquidation-distance': [
    [
      { limitFraction: 0.2, maintenanceMarginFraction: 0.005 },
      { limit: 0.2, maintenanceMarginRate: 0.005 },
    ],
  ],
  'minimum-cash': [
    [
      { reserveUnits: { USDT: 5 }, costFraction: 0.01 },
      { reserves: { USDT: 5 }, costRate: 0.01 },
    ],
  ],
  'no-short': [[{ instruments: [btc] }, { instruments: [btc] }]],
  'position-breach': [
    [
      { limitFraction: 0.2, action: 'halt', instruments: [btc] },
      { limit: 0.2, action: 'halt', instruments: [btc] },
    ],
  ],
  'max-drawdown': [
    [
      { limitFraction: 0.2, action: 'cancel' },
      { limit: 0.2, action: 'cancel' },
    ],
  ],
  'max-loss': [
    [
      { limitFraction: 0.2, period: 'week', boundaryMinutes: 60, action: 'pause' },
      { limit: { fraction: 0.2 }, period: 'week', boundaryMinutes: 60, action: 'pause' },
    ],
    [
      { limitAmount: 7, periodHours: 8, action: 'reduce-only', resets: 'next-period' },
      { limit: { amount: 7 }, period: { hours: 8 }, boundaryMinutes: 0, action: 'reduce-only', resets: 'next-period' },
    ],
  ],
  'loss-streak': [
    [
      { limitCount: 3, action: 'halt', instruments: [btc] },
      { losses: 3, action: 'halt', instruments: [btc] },
    ],
    [
      { limitCount: 3, cooldownMs: 9 },
      { losses: 3, cooldownMs: 9 },
    ],
  ],
  cooldown: [
    [
      { afterExitMs: 5, afterStopLossMs: 9, instruments: [btc] },
      { afterExitMs: 5, afterStopLossMs: 9, instruments: [btc] },
    ],
  ],
  'low-profit': [
    [
      { minimumAmount: -5, lookbackMs: 9, tradesCount: 3, lockMs: 7, instruments: [btc] },
      { minimum: -5, lookbackMs: 9, trades: 3, lockMs: 7, instruments: [btc] },
    ],
  ],
  'max-slippage': [
    [
      { limitFraction: 0.01, action: 'pause', instruments: [btc] },
      { limit: 0.01, action: 'pause', instruments: [btc] },
    ],
  ],
  'data-quality': [
    [
      { maxAgeMs: 9, maxJumpFraction: 0.2, medianOfCount: 5, instruments: [btc] },
      { maxAgeMs: 9, maxJump: { rate: 0.2, medianOf: 5 }, instruments: [btc] },
    ],
  ],
  'volatility-breaker': [
    [
      {
        fastBarsCount: 3,
        slowBarsCount: 9,
        volatilityTripMultiple: 3,
        volatilityResetMultiple: 2,
        gapTripFraction: 0.1,
        gapResetFraction: 0.05,
        spreadTripFraction: 0.02,
        spreadResetFraction: 0.01,
        depthTripAmount: 100,
        depthResetAmount: 200,
        calmMs: 9,
        action: 'reduce-only',
        instruments: [btc],
      },
      {
        volatility: { fastBars: 3, slowBars: 9, trip: 3, reset: 2 },
        gap: { trip: 0.1, reset: 0.05 },
        spread: { trip: 0.02, reset: 0.01 },
        depth: { trip: 100, reset: 200 },
        calmMs: 9,
        action: 'reduce-only',
        instruments: [btc],
      },
    ],
    [
      { gapTripFraction: 0.1, action: 'halt' },
      { gap: { trip: 0.1 }, action: 'halt' },
    ],
  ],
  'min-liquidity': [
    [
      { volumeAmount: 5, volumeBarsCount: 3, depthAmount: 7, action: 'pause', instruments: [btc] },
      { volume: { limit: 5, bars: 3 }, depth: { limit: 7 }, action: 'pause', instruments: [btc] },
    ],
  ],
  'price-collar': [
    [
      {
        limitFraction: 0.05,
        reference: 'last',
        maxAgeMs: 9,
        thinBook: 'deny',
        restingLimitFraction: 0.2,
        instruments: [btc],
      },
      { limit: 0.05, reference: 'last', maxAgeMs: 9, thinBook: 'deny', restingLimit: 0.2, instruments: [btc] },
    ],
    [
      { limitFraction: 0.05, reference: { medianOfCount: 5 }, maxAgeMs: 9, thinBook: 'last' },
      { limit: 0.05, reference: { medianOf: 5 }, maxAgeMs: 9, thinBook: 'last' },
    ],
    [
      { limitFraction: 0.05, reference: { observed: 'venues', venuesCount: 2 }, maxAgeMs: 9, thinBook: 'last' },
      { limit: 0.05, reference: { observed: 'venues', venues: 2 }, maxAgeMs: 9, thinBook: 'last' },
    ],
  ],
  'price-drift': [
    [
      { limitFraction: 0.05, windowMs: 9, instruments: [btc] },
      { limit: 0.05, windowMs: 9, instruments: [btc] },
    ],
  ],
  'api-errors': [
    [
      { limitPerMinuteCount: 5, action: 'pause' },
      { observe: 'api-error', limit: 5, direction: 'above', windowMs: 60_000, action: 'pause' },
    ],
  ],
  heartbeat: [
    [
      { maxSilenceMs: 9, action: 'pause' },
      { observe: 'heartbeat', maxSilenceMs: 9, action: 'pause' },
    ],
  ],
  'latency-limit': [
    [
      { limitMs: 5, inRowCount: 2, maxSilenceMs: 9, action: 'pause' },
      { observe: 'latency', limit: 5, direction: 'above', count: 2, maxSilenceMs: 9, action: 'pause' },
    ],
  ],
  'memory-limit': [
    [
      { limitBytes: 5, inRowCount: 2, maxSilenceMs: 9, action: 'pause' },
      { observe: 'memory', limit: 5, direction: 'above', count: 2, maxSilenceMs: 9, action: 'pause' },
    ],
  ],
  'sentiment-floor': [
    [
      { limitScore: -0.3, inRowCount: 2, maxSilenceMs: 9, action: 'pause' },
      { observe: 'sentiment', limit: -0.3, direction: 'below', count: 2, maxSilenceMs: 9, action: 'pause' },
    ],
  ],
  'privacy-breach': [[{ action: 'halt' }, { observe: 'privacy-breach', action: 'halt' }]],
  'observed-limit': [
    [
      { observe: 'funding', limitValue: 0.1, direction: 'above', inRowCount: 2, maxSilenceMs: 9, action: 'pause' },
      { observe: 'funding', limit: 0.1, direction: 'above', count: 2, maxSilenceMs: 9, action: 'pause' },
    ],
    [
      { observe: 'funding', limitValue: 0.1, direction: 'above', windowMs: 9, action: 'pause' },
      { observe: 'funding', limit: 0.1, direction: 'above', windowMs: 9, action: 'pause' },
    ],
  ],
};

const kinds = Object.entries(limitKinds) as [LimitKindName, LimitKind][];
const units = /(Amount|Fraction|Count|Ms|Units|Minutes|Hours|Multiple|Ratio|Bytes|Score|Value|Correlation)$/;
const build = (kind: LimitKindName, fields: object): Guard =>
  guardsFrom(limitsOf(0, { limits: { 'a-limit': { kind, ...fields } as LimitInput } }))[0] as Guard;

describe.each(kinds)('%s', (kind, { schema, stricter }) => {
  const cases = table[kind] as readonly [object, object][];

  it('builds a guard with its figures', () => {
    for (const [fields, options] of cases) {
      const guard = build(kind, fields);
      expect(guard.name).toBe('a-limit');
      expect(guard.options).toMatchObject(options);
    }
  });

  it('is tried with every field', () => {
    const tried = new Set(cases.flatMap(([fields]) => Object.keys(fields)));
    const missing = Object.keys(schema.shape).filter((field) => !tried.has(field));
    // What has a default, or goes with no other field of the table.
    expect(missing.filter((field) => !['others', 'reduceOnly', 'boundaryMinutes'].includes(field))).toEqual([]);
  });

  it('has the unit of each number in its name', () => {
    for (const [fields] of cases) {
      for (const [field, value] of Object.entries(fields)) if (typeof value === 'number') expect(field).toMatch(units);
    }
  });

  it('grades no field that it has not', () => {
    for (const field of Object.keys(stricter)) expect(Object.keys(schema.shape)).toContain(field);
  });

  it('keeps what stops a bot where a new document finds it', () => {
    for (const [fields] of cases) {
      const { intervene, initial } = build(kind, fields);
      if (intervene !== undefined) expect(Object.keys(Object(initial))).toContain('trip');
    }
  });
});
