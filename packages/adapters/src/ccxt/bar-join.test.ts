import { describe, expect, it } from 'vitest';
import { type BarJoinOutput, barJoin } from './bar-join';

const frameMs = 60_000;
const row = (minute: number, close = 10): number[] => [minute * frameMs, 10, 20, 5, close, 1];
const join = barJoin({ instrumentId: 'demo:BTC/USDT', frameMs, settleMs: 2_000, confirm: 'stream' });
const at = (minute: number, second = 0): number => minute * frameMs + second * 1_000;

/** Outputs in short: the minute in which a bar closed and its close, or the type with its numbers. */
const short = (outputs: readonly BarJoinOutput[]): unknown[] =>
  outputs.map((output) => {
    switch (output.type) {
      case 'bar':
        return [output.bar.timeMs / frameMs, output.bar.close];
      case 'fetch':
        return `fetch ${output.sinceMs / frameMs} #${output.attempt}`;
      case 'hole':
        return `hole ${output.fromMs / frameMs}-${output.toMs / frameMs} ${output.missing}`;
      case 'backfilled':
        return `backfilled ${output.count}`;
      default:
        return output.code;
    }
  });

/** A join that has the open bar of minute 100. */
const running = () => {
  const state = join.start();
  expect(join.connected(state)).toEqual([]);
  expect(short(join.streamed(state, [row(98), row(99), row(100)], at(100, 5)))).toEqual([]);
  return state;
};

describe('barJoin', () => {
  it('gives a bar when the next one shows, stamped with its close, as it was last', () => {
    const state = running();
    expect(short(join.streamed(state, [row(100, 11)], at(100, 50)))).toEqual([]);
    expect(short(join.streamed(state, [row(100, 12), row(101)], at(101)))).toEqual([[101, 12]]);
    expect(short(join.streamed(state, [row(100, 13), row(101)], at(101, 1)))).toEqual([]);
  });

  it('requests a bar whose end no message shows, once its close has settled', () => {
    const state = running();
    expect(short(join.tick(state, at(101, 1.9)))).toEqual([]);
    expect(short(join.tick(state, at(101, 2)))).toEqual(['fetch 100 #1']);
    expect(short(join.tick(state, at(101, 3)))).toEqual([]);
    expect(short(join.fetched(state, [row(100, 14), row(101)], at(101, 2), at(101, 2)))).toEqual([
      [101, 14],
      'backfilled 1',
    ]);
  });

  it('does not take a bar from an answer that was asked for before it had settled', () => {
    const state = running();
    join.connected(state);
    expect(short(join.fetched(state, [row(100, 14), row(101)], at(101, 1), at(101, 1)))).toEqual(['backfilled 0']);
    expect(short(join.tick(state, at(101, 2)))).toEqual(['fetch 100 #1']);
  });

  it('does not believe what the last connection knew of the open bar', () => {
    const state = running();
    expect(short(join.connected(state))).toEqual(['fetch 100 #1']);
    expect(short(join.streamed(state, [row(101)], at(101)))).toEqual([]);
    expect(short(join.fetched(state, [row(100, 14), row(101)], at(101, 30), at(101, 30)))).toEqual([
      [101, 14],
      'backfilled 1',
    ]);
    expect(short(join.streamed(state, [row(102)], at(102)))).toEqual([[102, 10]]);
  });

  it('holds later bars back until an earlier one is there', () => {
    const state = running();
    expect(short(join.streamed(state, [row(103)], at(103)))).toEqual([[101, 10], 'fetch 101 #1']);
    expect(short(join.streamed(state, [row(103, 15), row(104)], at(104)))).toEqual([]);
    expect(short(join.fetched(state, [row(101), row(102)], at(103, 5), at(103, 5)))).toEqual([
      [102, 10],
      [103, 10],
      [104, 15],
      'backfilled 2',
    ]);
  });

  it('asks for page after page', () => {
    const state = running();
    expect(short(join.connected(state))).toEqual(['fetch 100 #1']);
    expect(short(join.fetched(state, [row(100), row(101)], at(104), at(104)))).toEqual([
      [101, 10],
      [102, 10],
      'fetch 102 #1',
    ]);
    expect(short(join.fetched(state, [row(102), row(103)], at(104, 5), at(104, 5)))).toEqual([
      [103, 10],
      [104, 10],
      'backfilled 4',
    ]);
  });

  it('tells a hole once three answers have later bars and not this one', () => {
    const state = running();
    expect(short(join.connected(state))).toEqual(['fetch 100 #1']);
    expect(short(join.fetched(state, [row(103), row(104)], at(104, 10), at(104, 10)))).toEqual(['fetch 100 #2']);
    expect(short(join.fetched(state, [row(103), row(104)], at(104, 11), at(104, 11)))).toEqual(['fetch 100 #3']);
    expect(short(join.fetched(state, [row(103), row(104)], at(104, 12), at(104, 12)))).toEqual([
      'hole 101-103 3',
      [104, 10],
      'backfilled 1',
    ]);
  });

  it('waits for what nothing later follows, without a hole and without a hurry', () => {
    const state = running();
    expect(short(join.tick(state, at(101, 2)))).toEqual(['fetch 100 #1']);
    expect(short(join.fetched(state, [], at(101, 2), at(101, 2)))).toEqual([]);
    expect(short(join.tick(state, at(101, 3)))).toEqual([]);
    expect(short(join.tick(state, at(101, 6)))).toEqual(['fetch 100 #2']);
    expect(short(join.fetched(state, [], at(101, 6), at(101, 6)))).toEqual([]);
    expect(short(join.tick(state, at(101, 13)))).toEqual([]);
    expect(short(join.tick(state, at(101, 14)))).toEqual(['fetch 100 #3']);
  });

  it('tells a hole where history does not go back as far as was asked', () => {
    const history = barJoin({
      instrumentId: 'demo:BTC/USDT',
      frameMs,
      settleMs: 2_000,
      confirm: 'stream',
      fromMs: at(90),
    });
    const state = history.start();
    expect(short(history.connected(state))).toEqual(['fetch 90 #1']);
    expect(short(history.streamed(state, [row(100)], at(100, 5)))).toEqual([]);
    const answer = [row(97), row(98), row(99), row(100)];
    expect(short(history.fetched(state, answer, at(100, 6), at(100, 6)))).toEqual([
      'hole 91-97 7',
      [98, 10],
      [99, 10],
      [100, 10],
      'backfilled 3',
    ]);
  });

  it('refuses rows that are none, off the grid, or of the future, and goes on', () => {
    const state = running();
    const rows = [
      null,
      'x',
      [],
      row(100, Number.NaN),
      [at(100, 30), 10, 20, 5, 10, 1],
      row(9_999),
      [at(100), 10, 9, 5, 10, 1],
    ];
    expect(short(join.streamed(state, rows, at(100, 40)))).toEqual([
      'WRONG_TYPE',
      'WRONG_TYPE',
      'INVALID_TIME',
      'NOT_FINITE',
      'OFF_GRID',
      'INVALID_TIME',
      'OUTSIDE_RANGE',
    ]);
    expect(short(join.streamed(state, [row(101)], at(101)))).toEqual([[101, 10]]);
  });
});
