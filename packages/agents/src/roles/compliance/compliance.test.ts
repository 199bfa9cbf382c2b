import type { OrderIntent } from '@sigmax/core';
import { describeGuard, portfolioOf } from '@sigmax/core/testing';
import { expect, it } from 'vitest';
import { answerOf, instrumentId as id, situationAt } from '../../opinion/situation.test-helper';
import { complianceOfficer } from './compliance-officer';
import { isOpen } from './compliance-rules';

const rules = {
  allow: [id, 'demo:ETH/USDT', 'demo:XMR/USDT'],
  restricted: ['demo:ETH/USDT'],
  jurisdiction: 'DE',
  barred: { DE: ['demo:XMR/USDT'], US: [id] },
};

describeGuard({
  name: 'compliance officer',
  make: () => complianceOfficer({ ...rules, allow: [id] }).guard,
  reads: [],
});

/** 2026-11-23 is a Monday. */
const mondayMs = Date.UTC(2026, 10, 23);
const hour = 3_600_000;

const market = (instrumentId: string, side: 'buy' | 'sell' = 'buy'): OrderIntent => ({
  type: 'market',
  instrumentId,
  side,
  quantity: 1,
});

const codeOf = (intent: OrderIntent, more = {}, portfolio = {}): string => {
  const verdict = complianceOfficer({ ...rules, ...more }).guard.check?.(intent, portfolioOf(portfolio), undefined);
  return verdict !== undefined && 'code' in verdict ? `${verdict.type} ${verdict.code}` : (verdict?.type ?? 'none');
};

const hours = [{ days: [1, 2, 3, 4, 5], fromMinute: 8 * 60, toMinute: 16 * 60 }];

it.each([
  ['allowed', market(id), {}, 'pass'],
  ['on no list', market('demo:DOGE/USDT'), {}, 'reduce-only INSTRUMENT_NOT_ALLOWED'],
  ['restricted', market('demo:ETH/USDT'), {}, 'reduce-only INSTRUMENT_RESTRICTED'],
  ['barred here', market('demo:XMR/USDT'), {}, 'reduce-only JURISDICTION_BARRED'],
  ['barred elsewhere', market(id), { jurisdiction: 'US' }, 'reduce-only JURISDICTION_BARRED'],
  ['before hours', market(id), { hours }, 'reduce-only HOURS_CLOSED'],
])('%s', (_, intent, more, expected) => {
  expect(codeOf(intent, more, { timeMs: mondayMs + 7 * hour })).toBe(expected);
});

it.each([
  [7 * hour + 59 * 60_000 + 59_999, false],
  [8 * hour, true],
  [16 * hour - 1, true],
  [16 * hour, false],
  [-2 * 24 * hour + 9 * hour, false],
  [4 * 24 * hour + 9 * hour, true],
  [5 * 24 * hour + 9 * hour, false],
])('%i ms after Monday began: open is %s', (afterMs, expected) => {
  expect(isOpen(hours, mondayMs + afterMs)).toBe(expected);
});

const own = (side: 'buy' | 'sell', limitPrice: number, instrumentId = id) => ({
  openOrders: [{ instrumentId, side, type: 'limit', limitPrice } as never],
});
const limit = (side: 'buy' | 'sell', limitPrice: number): OrderIntent => ({
  ...market(id, side),
  type: 'limit',
  limitPrice,
});

it.each([
  ['buying at its own offer', limit('buy', 100), own('sell', 100), 'deny ORDER_MEETS_OWN'],
  ['buying below its own offer', limit('buy', 99), own('sell', 100), 'pass'],
  ['selling into its own bid', limit('sell', 100), own('buy', 101), 'deny ORDER_MEETS_OWN'],
  ['selling above its own bid', limit('sell', 102), own('buy', 101), 'pass'],
  ['a market order', market(id, 'sell'), own('buy', 1), 'deny ORDER_MEETS_OWN'],
  ['the same side', market(id), own('buy', 100), 'pass'],
  ['another instrument', market(id), own('sell', 100, 'demo:ETH/USDT'), 'pass'],
])('%s', (_, intent, portfolio, expected) => {
  expect(codeOf(intent, {}, portfolio)).toBe(expected);
});

it('the agent says what the guard enforces', () => {
  expect(answerOf(complianceOfficer(rules).agent, situationAt(mondayMs))).toMatchObject({ score: 0, confidence: 1 });
  const abroad = complianceOfficer({ ...rules, jurisdiction: 'US' }).agent;
  expect(answerOf(abroad, situationAt(mondayMs))).toMatchObject({ score: -1, reason: 'JURISDICTION_BARRED.' });
});

it.each([{ allow: [] }, { jurisdiction: undefined }, { hours: [{ days: [1], fromMinute: 900, toMinute: 60 }] }])(
  'refuses %j',
  (wrong) => {
    expect(() => complianceOfficer({ ...rules, ...wrong } as never)).toThrow(/complianceOfficer/);
  },
);
