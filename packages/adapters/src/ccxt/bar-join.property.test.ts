import { type Bar, type Random, seededRandom } from '@sigmax/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { type BarJoinOptions, type BarJoinOutput, barJoin } from './bar-join';

const frameMs = 60_000;
const stepMs = 5_000;
const settleMs = 7_000;

/** A venue whose bars change until they close; what is unfinished has another close, so a bar that was taken too soon shows. */
class Venue {
  nowMs = 600_000;

  row(openMs: number): number[] {
    const isFinal = this.nowMs >= openMs + frameMs;
    const part = isFinal ? 0 : (this.nowMs - openMs) / frameMs;
    return [openMs, 10, 20, 5, 10 + ((openMs / frameMs) % 7) + part, openMs / frameMs];
  }

  get openMs(): number {
    return Math.floor(this.nowMs / frameMs) * frameMs;
  }

  /** An answer: at most `page` rows; what closed a moment ago may not be final yet, or not there. */
  answer(sinceMs: number, page: number, random: Random): number[][] {
    const rows: number[][] = [];
    for (let openMs = Math.max(0, sinceMs); openMs <= this.openMs && rows.length < page; openMs += frameMs) {
      const isFresh = this.nowMs - openMs - frameMs < settleMs && openMs + frameMs <= this.nowMs;
      if (isFresh && random.integer(3) === 0) {
        const row = this.row(openMs);
        rows.push([...row.slice(0, 4), (row[4] as number) + 0.5, row[5] as number]);
      } else rows.push(this.row(openMs));
    }
    return rows;
  }
}

interface Asked {
  readonly sinceMs: number;
  readonly askedMs: number;
  answerMs: number;
}

/** Runs a join on a link that breaks at random, and returns what came out. */
const play = (seed: number, options: Partial<BarJoinOptions>, losesMessages: boolean) => {
  const random = seededRandom(seed);
  const venue = new Venue();
  const join = barJoin({ instrumentId: 'demo:BTC/USDT', frameMs, settleMs, confirm: 'stream', ...options });
  const state = join.start();
  const bars: Bar[] = [];
  const others: BarJoinOutput[] = [];
  let asked: Asked | undefined;
  let isConnected = false;
  const follow = (outputs: readonly BarJoinOutput[]): void => {
    for (const output of outputs) {
      if (output.type === 'bar') bars.push(output.bar);
      else if (output.type === 'fetch') {
        asked = {
          sinceMs: output.sinceMs,
          askedMs: venue.nowMs,
          answerMs: venue.nowMs + stepMs * random.integer(4),
        };
      } else others.push(output);
    }
  };
  const step = (isCalm: boolean): void => {
    if (isConnected && !isCalm && random.integer(12) === 0) {
      isConnected = false;
      asked = undefined;
    } else if (!isConnected && (isCalm || random.integer(4) === 0)) {
      isConnected = true;
      follow(join.connected(state));
    }
    const wasOpenMs = venue.openMs;
    venue.nowMs += stepMs * (isCalm ? 1 : 1 + random.integer(random.integer(10) === 0 ? 60 : 2));
    if (isConnected) {
      // The last change of each bar comes before the first of the next one.
      const rows: number[][] = [];
      for (let openMs = wasOpenMs; openMs <= venue.openMs; openMs += frameMs) rows.push(venue.row(openMs));
      if (!losesMessages || isCalm || random.integer(3) > 0) follow(join.streamed(state, rows, venue.nowMs));
      follow(join.tick(state, venue.nowMs));
    }
    if (asked !== undefined && venue.nowMs >= asked.answerMs) {
      const { sinceMs, askedMs } = asked;
      asked = undefined;
      follow(join.fetched(state, venue.answer(sinceMs, 5, random), askedMs, venue.nowMs));
    }
  };
  for (let steps = 0; steps < 150; steps++) step(false);
  for (let steps = 0; steps < 80; steps++) step(true);
  return { bars, others, venue };
};

const expectTruth = ({ bars, others, venue }: ReturnType<typeof play>, firstMs?: number): void => {
  expect(others.filter(({ type }) => type !== 'backfilled')).toEqual([]);
  const from = firstMs ?? bars[0]?.timeMs ?? 0;
  const expected: number[][] = [];
  for (let closeMs = from; closeMs + settleMs + 4 * stepMs <= venue.nowMs - frameMs; closeMs += frameMs) {
    expected.push(venue.row(closeMs - frameMs));
  }
  const seen = bars.map(({ timeMs, open, high, low, close, volume }) => [
    timeMs - frameMs,
    open,
    high,
    low,
    close,
    volume,
  ]);
  expect(seen.slice(0, expected.length)).toEqual(expected);
  expect(seen).toEqual(seen.map(([openMs]) => venue.row(openMs as number)));
  expect(expected.length).toBeGreaterThan(5);
};

describe('bars of a link that breaks', () => {
  it('are those of the venue', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => expectTruth(play(seed, {}, false))),
      profile(300, 6_000),
    );
  });

  it('are those of the venue when messages are lost too and each bar is requested', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => expectTruth(play(seed, { confirm: 'rest' }, true))),
      profile(200, 4_000),
    );
  });

  it('begin where history was asked for', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => expectTruth(play(seed, { fromMs: 120_000 }, false), 180_000)),
      profile(200, 4_000),
    );
  });
});
