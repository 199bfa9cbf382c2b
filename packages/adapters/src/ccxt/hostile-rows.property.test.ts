import { type Random, type SigmaxError, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { profileSeed, share } from '../internal/testing-profile.test-helper';
import { barJoin } from './bar-join';
import { consecutiveTrades } from './consecutive-trades';
import { damagedText, hostileText, isPolluted } from './hostile.test-helper';
import { mapCcxtError } from './map-ccxt-error';
import { overlappingTrades } from './overlapping-trades';
import { readBar } from './read-bar';
import { readBook } from './read-book';
import { readFunding, readPaidFunding } from './read-funding';
import { readMarket } from './read-market';
import { readQuote } from './read-quote';
import { readTrade } from './read-trade';
import { requireRows } from './require-rows';
import { retryAfterMs } from './retry-after';

const id = 'binance:BTC/USDT';
const good = {
  bar: '[1700000000000,10,20,5,15,3]',
  trade: '{"id":"9007199254740993","timestamp":1700000000000,"price":10,"amount":2,"side":"buy","info":{}}',
  quote: '{"timestamp":1700000000000,"bid":10,"bidVolume":1,"ask":11,"askVolume":2}',
  funding: '{"fundingRate":0.0001,"timestamp":1700000000000,"fundingTimestamp":1700006400000,"markPrice":10}',
  book: '{"timestamp":1700000000000,"bids":[[10,1],[9,2]],"asks":[[11,1],[12,2]]}',
  market:
    '{"symbol":"BTC/USDT","id":"BTCUSDT","active":true,"maker":0.001,"taker":0.001,"precision":{"price":0.01,"amount":0.00001},"limits":{"amount":{"min":0.1},"cost":{"min":5}}}',
};

type Parser = readonly [keyof typeof good, (row: unknown) => { readonly type: string }];

const parsers: readonly Parser[] = [
  ['bar', (row) => readBar(row, id, 60_000)],
  ['trade', (row) => readTrade(row, id, 1)],
  ['trade', (row) => readTrade(row, id, 0.001)],
  ['quote', (row) => readQuote(row, id, 1, 1_700_000_000_000)],
  ['funding', (row) => readFunding(row, id, 1_700_000_000_000)],
  ['funding', (row) => readPaidFunding(row, id)],
  ['book', (row) => readBook(row, id, 1, 1_700_000_000_000, 50)],
  ['market', (row) => readMarket(row, 'binance', 4)],
];

/** Every number in what was accepted, however deep. */
const numbersOf = (value: unknown): number[] => {
  if (typeof value === 'number') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(numbersOf) : [];
};

/** A hostile value, as a venue would send it; a quarter of them never were JSON. */
const hostileValue = (random: Random, text: string): unknown => {
  if (random.integer(4) === 0) {
    const strange = [
      undefined,
      Number.NaN,
      Number.POSITIVE_INFINITY,
      10n,
      Symbol.iterator,
      () => 1,
      new Date(Number.NaN),
      new Map(),
    ];
    return strange[random.integer(strange.length)];
  }
  const written = random.integer(3) === 0 ? hostileText(random) : damagedText(random, text);
  try {
    return JSON.parse(written);
  } catch {
    return written;
  }
};

const count = share(4_000, 100_000);

describe(`${count} hostile rows for each parser`, () => {
  it.each(parsers.map((parser, index) => [parser[0], index, parser] as const))('%s (%i)', (name, index, [, read]) => {
    const random = seededRandom(profileSeed()).split(`${name} ${index}`);
    let accepted = 0;
    let refused = 0;
    for (let times = 0; times < count; times++) {
      const row = hostileValue(random, good[name]);
      const result = read(row);
      if (result.type === 'refused') {
        refused += 1;
        continue;
      }
      accepted += 1;
      for (const value of numbersOf(result))
        if (!Number.isFinite(value)) throw new Error(`${value} of ${JSON.stringify(row)}`);
      if (name === 'trade') {
        const given: unknown = Reflect.get(Object(row), 'id');
        const kept: unknown = Reflect.get(result, 'id');
        expect(kept).toBe(typeof given === 'number' ? String(given) : given);
        expect(typeof given === 'string' || Number.isSafeInteger(given)).toBe(true);
      }
    }
    expect(isPolluted()).toBe(false);
    expect(refused).toBeGreaterThan(count / 3);
    // What is damaged in a place that nobody reads is as good as before.
    expect(accepted).toBeGreaterThan(0);
    expect(read(JSON.parse(good[name])).type).not.toBe('refused');
  });

  it('lists, errors and headers', () => {
    const random = seededRandom(profileSeed()).split('others');
    for (let times = 0; times < count; times++) {
      const value = hostileValue(random, `[${good.bar},${good.bar}]`);
      try {
        expect(Array.isArray(requireRows(value, 'test'))).toBe(true);
      } catch (error) {
        expect((error as SigmaxError).code).toBe('BAD_RESPONSE');
      }
      expect(mapCcxtError(value, { exchange: 'x', operation: 'y', secrets: ['CANARY'] }).code).toBe('CCXT_FAILED');
      const waitMs = retryAfterMs({ 'Retry-After': value }, 1_700_000_000_000);
      expect(waitMs === undefined || (waitMs > 0 && waitMs < 1e9)).toBe(true);
    }
    expect(isPolluted()).toBe(false);
  });

  it('joins go on with what is good', () => {
    const random = seededRandom(profileSeed()).split('joins');
    const bars = barJoin({ instrumentId: id, frameMs: 60_000, settleMs: 0, confirm: 'stream' });
    const [counted, opaque] = [consecutiveTrades(undefined), overlappingTrades(undefined)];
    const [barState, countedState, opaqueState] = [bars.start(), counted.start(), opaque.start()];
    let nowMs = 1_700_000_000_000 - (1_700_000_000_000 % 60_000);
    let lastMs = 0;
    let given = 0;
    for (let times = 0; times < count; times++) {
      nowMs += 1_000;
      const openMs = nowMs - (nowMs % 60_000);
      const rows = [hostileValue(random, `[${openMs},10,20,5,15,3]`), [openMs, 10, 20, 5, 15, 3]];
      for (const output of bars.streamed(barState, rows, nowMs)) {
        if (output.type !== 'bar') continue;
        expect(output.bar.timeMs).toBeGreaterThan(lastMs);
        lastMs = output.bar.timeMs;
        given += 1;
      }
      const trade = readTrade(hostileValue(random, good.trade), id, 1);
      if (trade.type !== 'trade') continue;
      counted.streamed(countedState, [trade]);
      opaque.streamed(opaqueState, [trade]);
    }
    expect(given).toBeGreaterThan(count / 70);
    expect(isPolluted()).toBe(false);
  });
});
