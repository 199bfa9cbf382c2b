import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidOptionsError, SigmaxError } from '../errors';
import type { Guard } from '../guard/guard';
import { spotInstrument } from '../market/instrument';
import { hold } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { defineStreamStrategy, streamStrategy } from '../strategy/stream-strategy';
import { type BotOptions, createBot } from './bot';
import { barsOf, btc, freeBroker, script } from './bot-run.test-helper';

const idle = defineStrategy({ name: 'idle', start: () => () => hold });
const options = { strategy: idle(), cash: { USDT: 1_000 } };
const guard: Guard = { name: 'a', initial: 0, check: () => ({ type: 'pass' }) };

const failureOf = (act: () => unknown): SigmaxError => {
  try {
    act();
  } catch (error) {
    expect(error).toBeInstanceOf(SigmaxError);
    return error as SigmaxError;
  }
  throw new Error('was accepted');
};

describe('createBot refuses, naming field, value and what it expected', () => {
  it.each<[unknown, string, RegExp]>([
    [undefined, 'INVALID_OPTIONS', /options was undefined: .*expected object/],
    [{}, 'INVALID_OPTIONS', /strategy was undefined: expected a strategy.*cash was undefined: .*expected record/],
    [
      { ...options, strategy: idle },
      'INVALID_OPTIONS',
      /strategy was a function: .*must be called, for example trend\({ fast: 10 }\)/,
    ],
    [
      { ...options, strategy: { kind: 'sync' } },
      'INVALID_OPTIONS',
      /strategy was {"kind":"sync"}: expected a strategy/,
    ],
    [{ ...options, strategy: { ...idle(), kind: 'other' } }, 'INVALID_OPTIONS', /strategy was .*: expected a strategy/],
    [{ ...options, guards: guard }, 'INVALID_OPTIONS', /guards was {"name":"a","initial":0}: .*expected array/],
    [
      { ...options, guards: [{ name: 'a' }] },
      'INVALID_OPTIONS',
      /guards\.0 was {"name":"a"}: expected a guard with a name and check/,
    ],
    [
      { ...options, guards: [guard, { check: () => ({ type: 'pass' }) }] },
      'INVALID_OPTIONS',
      /guards\.1 was {}: expected a guard/,
    ],
    [
      { ...options, guards: [{ ...guard, name: 7 }] },
      'INVALID_OPTIONS',
      /guards\.0 was .*"name":7.*: expected a guard with a name/,
    ],
    [{ ...options, guards: [undefined] }, 'INVALID_OPTIONS', /guards\.0 was undefined: expected a guard/],
    [{ ...options, guards: [guard, { ...guard }] }, 'DUPLICATE_GUARD', /two guards are named "a".*a name of its own/],
    [
      { ...options, guards: [{ ...guard, name: ' ' }] },
      'INVALID_OPTIONS',
      /guards\.0 was .*" ".*: expected a guard with a name/,
    ],
    [
      { ...options, guards: [{ ...guard, initial: () => 1 }] },
      'INVALID_GUARD_STATE',
      /guard "a": initial was a function.*plain data/,
    ],
    [{ ...options, cash: {} }, 'INVALID_OPTIONS', /cash was {}: expected at least one asset/],
    [{ ...options, cash: 1_000 }, 'INVALID_OPTIONS', /cash was 1000: .*expected record/],
    [{ ...options, cash: { USDT: -1 } }, 'INVALID_OPTIONS', /cash\.USDT was -1: .*>=0/],
    [{ ...options, cash: { USDT: Number.NaN } }, 'INVALID_OPTIONS', /cash\.USDT was NaN: .*expected number/],
    [{ ...options, cash: { USDT: '1000' } }, 'INVALID_OPTIONS', /cash\.USDT was "1000": .*expected number/],
    [{ ...options, cash: { USDT: 1e-9 } }, 'INVALID_CASH', /cash\.USDT was 1e-9\. .*at most 8 decimals/],
    [{ ...options, cash: { USDT: 1e9 } }, 'OVERFLOW', /1000000000 USDT was .*larger steps/],
    [
      { ...options, cash: { USDT: 1, EUR: 1 } },
      'NO_REPORTING_ASSET',
      /cash holds USDT, EUR and reportingAsset was undefined.*reportingAsset: "USDT"/,
    ],
    [{ ...options, reportingAsset: '' }, 'INVALID_OPTIONS', /reportingAsset was "": .*>=1/],
    [
      { ...options, reportingAsset: 'EUR', instruments: [btc] },
      'NO_VALUATION',
      /USDT, BTC cannot be valued in EUR.*another reportingAsset/,
    ],
    [
      { ...options, cash: { USDT: 1, XYZ: 1 }, reportingAsset: 'USDT', instruments: [btc] },
      'NO_VALUATION',
      /XYZ cannot be valued in USDT/,
    ],
    [{ ...options, instruments: btc }, 'INVALID_OPTIONS', /instruments was "demo:BTC\/USDT": .*expected array/],
    [
      { ...options, instruments: ['BTC/USDT'] },
      'INVALID_INSTRUMENT_ID',
      /instrument id was "BTC\/USDT".*venue:BASE\/QUOTE/,
    ],
    [
      { ...options, instruments: [7] },
      'INVALID_OPTIONS',
      /instruments\.0 was 7: expected an id, spotInstrument\(...\) or perpetualInstrument\(...\)/,
    ],
    [
      { ...options, instruments: [{ quantityStep: 1 }] },
      'INVALID_OPTIONS',
      /instruments\.0 was {"quantityStep":1}: expected an id, spotInstrument\(...\) or perpetualInstrument\(...\)/,
    ],
    [
      { ...options, instruments: [{ ...spotInstrument(btc), priceStep: 1 / 3 }] },
      'INVALID_OPTIONS',
      /priceStep was 0.333.*expected a decimal step/,
    ],
    [
      { ...options, instruments: [btc, spotInstrument(btc)] },
      'DUPLICATE_INSTRUMENT',
      /two instruments are "demo:BTC\/USDT"/,
    ],
    [{ ...options, sizing: { rebalanceBand: -0.1 } }, 'INVALID_OPTIONS', /sizing\.rebalanceBand was -0.1: .*>=0/],
    [{ ...options, sizing: { rebalanceBand: 1 } }, 'INVALID_OPTIONS', /sizing\.rebalanceBand was 1: .*<1/],
    [
      { ...options, sizing: { cashReserve: Number.NaN } },
      'INVALID_OPTIONS',
      /sizing\.cashReserve was NaN: .*expected number/,
    ],
    [{ ...options, sizing: { band: 0.1 } }, 'INVALID_OPTIONS', /sizing\.band was 0.1: no such option/],
    [{ ...options, decimals: { USDT: 13 } }, 'INVALID_OPTIONS', /decimals\.USDT was 13: .*<=12/],
    [{ ...options, decimals: { USDT: 2.5 } }, 'INVALID_OPTIONS', /decimals\.USDT was 2.5: .*expected int/],
    [
      { ...options, decimals: { BTC: 2 }, instruments: [btc] },
      'INVALID_DECIMALS',
      /decimals\.BTC was 2\. .*from 8 to 12/,
    ],
    [{ ...options, decimals: { USD: 2 }, instruments: [btc] }, 'INVALID_DECIMALS', /decimals\.USD was 2\. .*USDT, BTC/],
    [
      { ...options, accounting: 'lifo' },
      'INVALID_OPTIONS',
      /accounting was "lifo": .*expected one of "average"\|"fifo"/,
    ],
    [{ ...options, guard: [guard] }, 'INVALID_OPTIONS', /guard was .*: no such option/],
  ])('%o', (given, code, text) => {
    const error = failureOf(() => createBot(given as BotOptions));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(text);
  });
});

describe('a run refuses', () => {
  const market = barsOf(100);
  const broker = freeBroker();
  const bot = createBot(options);

  it.each<[unknown, RegExp]>([
    [{ market }, /run options: broker was undefined: expected a broker, for example simulatedBroker/],
    [{ market, broker: { name: 'x' } }, /broker was {"name":"x"}: expected a broker/],
    [{ market, broker, seed: 1.5 }, /seed was 1.5: /],
    [{ market, broker, seed: '7' }, /seed was "7": /],
    [{ market, broker, runId: '' }, /runId was "": expected 1 to 40 letters/],
    [{ market, broker, runId: 'a b' }, /runId was "a b": expected 1 to 40 letters/],
    [{ market, broker, log: 'none' }, /log was "none": /],
    [{ market, broker, keepMarket: 'no' }, /keepMarket was "no": /],
    [
      { market, broker, cashMoves: [{ timeMs: 1, asset: 'USDT', amount: Number.NaN }] },
      /cashMoves\.0\.amount was NaN: /,
    ],
    [{ market, broker, cashMoves: [{ timeMs: 1, asset: 'USDT' }] }, /cashMoves\.0\.amount was undefined: /],
    [{ broker }, /market was undefined/],
    [{ market: null, broker }, /market was null/],
    [{ market: 7, broker }, /market was number/],
    [{ market: [], broker }, /market has no events, so the instruments are not known/],
    [{ market, broker, brokr: 1 }, /brokr was 1: no such option/],
  ])('%o', (given, text) => {
    const error = failureOf(() => bot.backtest(given as never));
    expect(error).toBeInstanceOf(InvalidOptionsError);
    expect(error.message).toMatch(text);
  });
});

describe('strategies', () => {
  it('have a name and parameters that fit', () => {
    const named = defineStrategy({
      name: 'trend',
      params: z.object({ fast: z.int().positive().default(12) }),
      start: () => () => hold,
    });
    expect(named({ fast: 3 }).params).toEqual({ fast: 3 });
    expect(named().params).toEqual({ fast: 12 });
    expect(named.strategyName).toBe('trend');
    expect(() => named({ fast: 0 })).toThrow(/strategy trend: fast was 0: /);
    expect(() => idle({ fast: 1 } as never)).toThrow(/strategy idle: fast was 1: no such option/);
    for (const name of ['', '  ', undefined, 7]) {
      expect(() => defineStrategy({ name: name as string, start: () => () => hold })).toThrow(
        /defineStrategy: name was/,
      );
      if (name !== undefined)
        expect(() => streamStrategy((source) => source as never, { name: name as string })).toThrow(
          /streamStrategy: name was/,
        );
    }
    const stream = defineStreamStrategy({
      name: 's',
      params: z.object({ n: z.number() }),
      start: () => (source) => source as never,
    });
    expect(stream({ n: 1 })).toMatchObject({ kind: 'stream', name: 's', params: { n: 1 } });
    expect(() => stream({ n: '1' } as never)).toThrow(/strategy s: n was "1"/);
  });

  it('begin fresh in every run, with their parameters as they were given', () => {
    const counts: number[] = [];
    const counting = defineStrategy({
      name: 'counting',
      params: z.object({ from: z.object({ value: z.number() }) }),
      start: ({ from }) => {
        let count = from.value;
        return () => {
          count += 1;
          counts.push(count);
          return hold;
        };
      },
    });
    const bot = createBot({ strategy: counting({ from: { value: 10 } }), cash: { USDT: 1 } });
    for (let run = 0; run < 2; run++) bot.backtest({ market: barsOf(100, 100), broker: freeBroker() });
    expect(counts).toEqual([11, 12, 11, 12]);
  });

  it('cannot change their parameters for the next run', () => {
    const greedy = defineStrategy({
      name: 'greedy',
      params: z.object({ from: z.number() }),
      start: (params) => {
        params.from += 1;
        return () => hold;
      },
    });
    const bot = createBot({ strategy: greedy({ from: 10 }), cash: { USDT: 1 } });
    expect(() => bot.backtest({ market: barsOf(100), broker: freeBroker() })).toThrow(
      expect.objectContaining({ code: 'STRATEGY_FAILED' }),
    );
  });

  it('that start with something other than a function, or fail to start, say so', () => {
    const run = (start: () => unknown) => () =>
      createBot({ ...options, strategy: { ...script([]), start: start as never } }).backtest({
        market: barsOf(100),
        broker: freeBroker(),
      });
    expect(run(() => undefined)).toThrow(
      expect.objectContaining({ code: 'NO_DECIDE', message: expect.stringContaining('start returned undefined') }),
    );
    expect(
      run(() => {
        throw new Error('no file');
      }),
    ).toThrow(expect.objectContaining({ code: 'STRATEGY_FAILED', message: expect.stringContaining('no file') }));
  });

  it('are given instruments, the reporting asset and randomness of the seed', () => {
    const seen: unknown[] = [];
    const curious = defineStrategy({
      name: 'curious',
      start: (_, { instruments, reportingAsset, random }) => {
        seen.push(
          instruments.map(({ id }) => id),
          reportingAsset,
          random.uniform(),
        );
        return () => hold;
      },
    });
    const bot = createBot({ strategy: curious(), cash: { USDT: 1 } });
    for (const seed of [1, 1, 2]) bot.backtest({ market: barsOf(100), broker: freeBroker(), seed });
    expect(seen.slice(0, 2)).toEqual([[btc], 'USDT']);
    expect(seen[2]).toBe(seen[5]);
    expect(seen[8]).not.toBe(seen[5]);
  });
});

it('guards begin every run with a copy of their first state', () => {
  const initial = { seen: 0 };
  const counts: number[] = [];
  const counting: Guard<{ seen: number }> = {
    name: 'counting',
    initial,
    update: (state) => {
      state.seen += 1;
      counts.push(state.seen);
      return state;
    },
  };
  const bot = createBot({ ...options, guards: [counting] });
  for (let run = 0; run < 2; run++) bot.backtest({ market: barsOf(100, 100), broker: freeBroker() });
  expect(counts).toEqual([1, 2, 1, 2]);
  expect(initial).toEqual({ seen: 0 });
});
