import {
  concatMap,
  delay,
  EMPTY,
  filter,
  from,
  map,
  mergeMap,
  NEVER,
  type Observable,
  type OperatorFunction,
  of,
  startWith,
  take,
  tap,
  throwError,
} from 'rxjs';
import { describe, expect, it } from 'vitest';
import { SigmaxError, StrategyContractError } from '../errors';
import { type Decision, hold } from '../strategy/decision';
import type { Snapshot } from '../strategy/strategy';
import { streamStrategy } from '../strategy/stream-strategy';
import { barsOf, botOf, freeBroker } from './bot-run.test-helper';

type Operator = OperatorFunction<Snapshot, Decision>;

/** How a run of five bars ends with a stream strategy, on either driver. */
const endings = async (operator: Operator): Promise<{ backtest: unknown; run: unknown }> => {
  const bars = barsOf(1, 2, 3, 4, 5);
  const given = { bars, decide: [], strategy: streamStrategy(operator, { name: 'odd' }) };
  let backtest: unknown = 'finished';
  try {
    botOf(given).backtest({ market: bars, broker: freeBroker() });
  } catch (error) {
    backtest = error;
  }
  const run = await new Promise<unknown>((resolve) => {
    botOf(given)
      .run({ market: bars, broker: freeBroker(), decisionTimeoutMs: 50 })
      .subscribe({ error: resolve, complete: () => resolve('finished') });
  });
  return { backtest, run };
};

const later = <T>(value: T): Observable<T> => from(new Promise<T>((resolve) => setTimeout(() => resolve(value), 1)));

describe('one decision for each snapshot', () => {
  it('is what both drivers take', async () => {
    expect(await endings(map(() => hold))).toEqual({ backtest: 'finished', run: 'finished' });
    expect(await endings(mergeMap(() => of(hold)))).toEqual({ backtest: 'finished', run: 'finished' });
  });

  it('may come later, which a backtest cannot wait for', async () => {
    for (const operator of [concatMap(() => later(hold)), mergeMap(() => Promise.resolve(hold))]) {
      const { backtest, run } = await endings(operator);
      expect(backtest).toBeInstanceOf(StrategyContractError);
      expect(backtest).toMatchObject({
        code: 'NOT_SYNCHRONOUS',
        message: expect.stringContaining('Strategy odd made 0 decisions for 1 snapshots'),
        remedy: expect.stringContaining('bot.run'),
      });
      expect(run).toBe('finished');
    }
  });

  it.each<[string, Operator, number, number, RegExp]>([
    ['twice at once', mergeMap(() => of(hold, hold)), 2, 1, /more than once/],
    ['twice, later', mergeMap(() => later(hold).pipe(mergeMap(() => of(hold, hold)))), 2, 1, /more than once/],
    [
      'once before the first snapshot',
      (source) =>
        source.pipe(
          map(() => hold),
          startWith(hold),
        ),
      1,
      0,
      /more than once/,
    ],
    [
      'not at the third',
      filter((_: Snapshot, index) => index !== 2) as unknown as Operator,
      2,
      3,
      /none came within 50 ms/,
    ],
    ['never', () => NEVER, 0, 1, /none came within 50 ms/],
    [
      'no more after two',
      (source) =>
        source.pipe(
          map(() => hold),
          take(2),
        ),
      2,
      2,
      /completed early/,
    ],
    ['nothing at all', () => EMPTY, 0, 0, /completed early/],
  ])('is not: %s', async (_name, operator, decisions, snapshots, why) => {
    const { backtest, run } = await endings((source) => operator(source).pipe(map(() => hold)));
    for (const error of [run, backtest]) expect(error).toBeInstanceOf(StrategyContractError);
    expect(run).toMatchObject({
      code: 'NOT_ONE_DECISION',
      context: { strategy: 'odd', decisions, snapshots },
      message: expect.stringMatching(why),
    });
    expect((run as Error).message).toContain(`${decisions} decisions for ${snapshots} snapshots`);
  });
});

describe('a stream that fails', () => {
  it.each<[string, Operator]>([
    [
      'at once',
      map((_: Snapshot, index: number) => {
        if (index === 2) throw new RangeError('too far');
        return hold;
      }),
    ],
    [
      'later',
      concatMap((_: Snapshot, index: number) =>
        later(hold).pipe(
          tap(() => {
            if (index === 2) throw new RangeError('too far');
          }),
        ),
      ),
    ],
    [
      'down its error channel',
      concatMap((_: Snapshot, index: number) => (index === 2 ? throwError(() => new RangeError('too far')) : of(hold))),
    ],
  ])('%s says at which snapshot, and why', async (name, operator) => {
    const { backtest, run } = await endings(operator);
    const expected = {
      code: 'STRATEGY_FAILED',
      message: expect.stringContaining('odd threw at snapshot 3: too far'),
      cause: expect.any(RangeError),
    };
    expect(run).toMatchObject(expected);
    if (name !== 'later') expect(backtest).toMatchObject(expected);
  });

  it.each<[string, unknown]>([
    [
      'throws',
      () => {
        throw new RangeError('no model');
      },
    ],
    ['gives no operator', () => undefined],
    ['gives an operator that gives no stream', () => () => 5],
  ])('to start: it %s', async (_name, start) => {
    const bars = barsOf(1, 2);
    const strategy = {
      ...streamStrategy(
        map(() => hold),
        { name: 'odd' },
      ),
      start: start as never,
    };
    const bot = botOf({ bars, decide: [], strategy });
    const expected = { code: 'STRATEGY_FAILED', message: expect.stringContaining('odd threw at snapshot 0') };
    expect(() => bot.backtest({ market: bars, broker: freeBroker() })).toThrow(expect.objectContaining(expected));
    const error = await new Promise((resolve) =>
      bot.run({ market: bars, broker: freeBroker() }).subscribe({ error: resolve }),
    );
    expect(error).toMatchObject(expected);
  });

  it('with an error of ours passes it on unchanged', async () => {
    const own = new SigmaxError({ code: 'MINE', message: 'Mine.', isRetryable: true });
    const { backtest, run } = await endings(
      map(() => {
        throw own;
      }),
    );
    expect([backtest, run]).toEqual([own, own]);
  });

  it('with a wrong decision is told as any other strategy', async () => {
    for (const operator of [map(() => ({ type: 'no' }) as never), concatMap(() => later({ type: 'no' } as never))]) {
      const { run } = await endings(operator);
      expect(run).toMatchObject({
        code: 'INVALID_DECISION',
        message: expect.stringContaining('Decision 1 was {"type":"no"}'),
      });
    }
  });
});

it('delays inside the stream change nothing but the time it takes', async () => {
  const { run } = await endings((source) =>
    source.pipe(
      map(() => hold),
      delay(1),
    ),
  );
  expect(run).toBe('finished');
});
