import { createHash } from 'node:crypto';
import {
  type BotEvent,
  canonicalJson,
  createBot,
  defineStrategy,
  type Guard,
  kernelCodes,
  orders,
  simulatedBroker,
} from '@sigmax/core';
import { flatBars } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { denialCodes } from '../denial-codes';
import { maxOrderNotional } from '../guards/max-order-notional';
import { decisionRecordJsonSchema, decisionRecordSchema } from './decision-record';
import { type DecisionEvent, explainDenial, reasonOf } from './explain-denial';
import { reasons } from './reasons';

const id = 'demo:BTC/USDT';
const intent = { type: 'market', instrumentId: id, side: 'buy', quantity: 3 } as const;
const facts = { guard: 'max-weight', code: 'WEIGHT_ABOVE_LIMIT', limit: 0.6, observed: 0.7 };
const denied = { type: 'order-denied', timeMs: 5, instrumentId: id, intent, ...facts } as const;

describe('why', () => {
  /** Of the bot itself, without those that refuse a control: they are no decisions about an order. */
  const ofControls = new Set<string>([
    'INVALID_CONTROL',
    'UNKNOWN_GUARD',
    'HARD_LIMIT',
    'OVERRIDE_TOO_LONG',
    'NOTHING_TO_REARM',
    'TAG_HOLDS_NOTHING',
  ]);
  const codes = [...denialCodes, ...kernelCodes.filter((code) => !ofControls.has(code))];

  it.each(codes)('%s has a sentence of its own', (code) => {
    expect(Object.keys(reasons)).toContain(code);
    const why = reasonOf({ code, limit: 12.5, observed: 0.0625 });
    expect(why).toMatch(/^[a-z0-9].*[^.]$/);
    expect(why).not.toMatch(/[{}]|undefined|NaN/);
    // A limit that was passed is told with both numbers.
    if (/_(ABOVE|BELOW)_LIMIT$/.test(code)) {
      expect(why).toMatch(/12\.5|1250 %/);
      expect(why).toMatch(/0\.0625|6\.25 %/);
    }
  });

  it('is said of no code that nobody uses, and no two codes say the same', () => {
    expect(Object.keys(reasons).sort()).toEqual([...codes].sort());
    expect(new Set(Object.values(reasons)).size).toBe(Object.keys(reasons).length);
  });

  it('is in plain words for codes of others, inherited names too', () => {
    expect(reasonOf({ code: 'MOON_FULL', limit: 1, observed: 2 })).toBe('moon full, 2 against a limit of 1');
    expect(reasonOf({ code: 'MOON_FULL' })).toBe('moon full, an unknown value against a limit of an unknown value');
    expect(reasonOf({ code: 'constructor', limit: 1, observed: 2 })).toContain('against a limit');
  });

  it('has numbers of at most six digits', () => {
    expect(reasonOf({ code: 'NOTIONAL_ABOVE_LIMIT', limit: 1 / 3, observed: 123_456_789.123 })).toBe(
      'the order is worth 123457000, above the limit of 0.333333',
    );
    expect(reasonOf({ code: 'DATA_STALE', limit: 5_000, observed: 12_000.5 })).toContain('12000.5 ms old');
  });
});

describe('a decision record', () => {
  const events: readonly [string, DecisionEvent, object][] = [
    ['a denial', denied, { verdict: 'deny', instrumentId: id, quantityBefore: 3, quantityAfter: 0 }],
    [
      'a cut',
      { type: 'order-shrunk', timeMs: 5, instrumentId: id, quantityBefore: 3, quantityAfter: 2, ...facts },
      {
        verdict: 'shrink',
        quantityBefore: 3,
        quantityAfter: 2,
        why: expect.stringContaining('Cut from 3 to 2 by max-weight: '),
      },
    ],
    [
      'a delay',
      { ...denied, type: 'order-delayed' },
      {
        verdict: 'delay',
        quantityBefore: 3,
        quantityAfter: 0,
        why: expect.stringContaining('Put off by max-weight: '),
      },
    ],
    [
      'a stop',
      {
        type: 'bot-halted',
        timeMs: 5,
        action: 'flatten',
        scope: { instrumentId: id },
        reason: 'odd "quotes"',
        ...facts,
      },
      {
        verdict: 'flatten',
        why: `Stopped by max-weight (flatten, instrument ${id}): the position with its open orders would be 70 % of equity, above the limit of 60 %, "odd \\"quotes\\"".`,
      },
    ],
  ];

  it.each(events)('of %s has all that decided, and fits its schema', (_name, event, expected) => {
    const record = explainDenial(event);
    expect(record).toMatchObject({
      code: 'WEIGHT_ABOVE_LIMIT',
      guard: 'max-weight',
      limit: 0.6,
      observed: 0.7,
      timeMs: 5,
    });
    expect(record).toMatchObject(expected);
    expect(decisionRecordSchema.parse(JSON.parse(JSON.stringify(record)))).toEqual(record);
    if (event.type === 'bot-halted') expect(record).not.toHaveProperty('quantityBefore');
  });

  it('has a hash that anybody can compute again, and that every input moves', () => {
    const { inputHash } = explainDenial(denied);
    expect(inputHash).toBe(createHash('sha256').update(canonicalJson(denied)).digest('hex'));
    expect(explainDenial({ ...denied, intent: { ...intent } }).inputHash).toBe(inputHash);
    const others = [
      { ...denied, limit: 0.5 },
      { ...denied, observed: 0.8 },
      { ...denied, guard: 'other' },
      { ...denied, intent: { ...intent, quantity: 4 } },
      { ...denied, intent: { ...intent, tag: 't' } },
    ].map((event) => explainDenial(event).inputHash);
    expect(new Set([inputHash, ...others]).size).toBe(6);
  });

  it('without numbers has none', () => {
    const { limit: _, observed: __, ...bare } = denied;
    const record = explainDenial(bare);
    expect('limit' in record || 'observed' in record).toBe(false);
    expect(decisionRecordSchema.safeParse(record).success).toBe(true);
  });

  it('has a JSON Schema', () => {
    expect(decisionRecordJsonSchema()).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['verdict', 'code', 'guard', 'timeMs', 'inputHash', 'why'],
      properties: { verdict: { enum: ['deny', 'shrink', 'delay', 'pause', 'halt', 'cancel', 'flatten'] } },
    });
  });
});

it('every decision of a run can be explained', () => {
  const late: Guard = {
    name: 'late',
    initial: undefined,
    check: (_, { timeMs }) =>
      timeMs % 7 === 0 ? { type: 'delay', code: 'LATE', limit: 0, observed: timeMs } : { type: 'pass' },
  };
  const eager = defineStrategy({
    name: 'eager',
    start: () => () => orders([intent, { ...intent, quantity: 1e-12 }, { ...intent, side: 'sell', quantity: 1 }]),
  });
  const bot = createBot({ strategy: eager(), guards: [maxOrderNotional({ limit: 150 }), late], cash: { USDT: 1e5 } });
  const { events } = bot.backtest({
    market: flatBars({ bars: 20 }),
    broker: simulatedBroker({ takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 }),
    controls: [{ timeMs: 1e15, control: { type: 'kill', reason: 'r', by: 'b' } }],
  });
  const isDecision = (event: BotEvent): event is DecisionEvent =>
    ['order-denied', 'order-shrunk', 'order-delayed', 'bot-halted'].includes(event.type);
  const records = events.filter(isDecision).map(explainDenial);
  expect(records.length).toBeGreaterThan(10);
  for (const record of records) expect(decisionRecordSchema.safeParse(record).success).toBe(true);
});
