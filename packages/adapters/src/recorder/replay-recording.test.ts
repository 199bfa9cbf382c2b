import { InvalidOptionsError } from '@sigmax/core';
import { firstValueFrom, lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { createRecorder } from './create-recorder';
import type { Recordable } from './raw-frame';
import { freshFolders, manualClock } from './recording.test-helper';
import { replayRecording } from './replay-recording';
import { countingSymbols, trade } from './trades.test-helper';

const fresh = freshFolders();

/** A recording of trades that came at these times. */
const recordedAt = async (times: readonly number[], eventTimes = times): Promise<string> => {
  const folder = fresh();
  let nowMs = 0;
  const clock = { ...manualClock(), nowMs: () => nowMs };
  const recorder = createRecorder({ folder, name: 'test', symbols: countingSymbols(), clock });
  for (const [index, time] of times.entries()) {
    nowMs = time;
    recorder.write(trade(eventTimes[index] as number));
  }
  await recorder.close();
  return folder;
};

/** Time enough for something that must not happen. */
const aWhile = () => new Promise((resolve) => setTimeout(resolve, 20));

const follow = (folder: string, options: object) => {
  const clock = manualClock(5_000_000);
  const seen: [number, number][] = [];
  let end: unknown;
  const subscription = replayRecording({ folder, name: 'test', clock, ...options }).subscribe({
    next: (event) => seen.push([clock.nowMs() - 5_000_000, (event as Recordable).timeMs]),
    error: (error) => {
      end = error;
    },
    complete: () => {
      end = 'complete';
    },
  });
  /** Waits, without any time passing on the clock, until the replay waits for it or has ended. */
  const settle = async (): Promise<void> => {
    while (clock.pending() === 0 && end === undefined) await new Promise((resolve) => setTimeout(resolve, 1));
  };
  /** Moves the clock in steps as the machine's would. */
  const play = async (untilMs: number, stepMs: number) => {
    await settle();
    while (clock.nowMs() - 5_000_000 < untilMs) {
      clock.advance(stepMs);
      for (let turn = 0; turn < 6; turn++) await Promise.resolve();
    }
    await settle();
  };
  return { clock, seen, subscription, play, settle, end: () => end };
};

describe('a replay', () => {
  it('without a speed takes no time at all', async () => {
    const folder = await recordedAt([0, 1_000, 90_000]);
    const { seen, clock, end, settle } = follow(folder, {});
    await settle();
    expect(seen).toEqual([
      [0, 0],
      [0, 1_000],
      [0, 90_000],
    ]);
    expect([end(), clock.pending()]).toEqual(['complete', 0]);
  });

  it.each([
    [1, [0, 1_000, 1_000, 4_000]],
    [2, [0, 500, 500, 2_000]],
    [0.5, [0, 2_000, 2_000, 8_000]],
  ])('at speed %s keeps the pace at which it was recorded', async (speed, due) => {
    const folder = await recordedAt([7_000, 8_000, 8_000, 11_000], [1, 2, 3, 4]);
    const { seen, play, end, clock } = follow(folder, { speed });
    await play(10_000, 100);
    expect(seen).toEqual(due.map((atMs, index) => [atMs, index + 1]));
    expect([end(), clock.pending()]).toEqual(['complete', 0]);
  });

  it('can keep the pace of the events themselves', async () => {
    const folder = await recordedAt([0, 0, 0], [10, 310, 610]);
    const { seen, play } = follow(folder, { speed: 1, pace: 'event' });
    await play(1_000, 100);
    expect(seen).toEqual([
      [0, 10],
      [300, 310],
      [600, 610],
    ]);
  });

  it('does not wait for times that step back, and keeps the order', async () => {
    const folder = await recordedAt([1_000, 400, 1_100], [1, 2, 3]);
    const { seen, play } = follow(folder, { speed: 1 });
    await play(500, 50);
    expect(seen).toEqual([
      [0, 1],
      [0, 2],
      [100, 3],
    ]);
  });

  it('does not drift: a clock that is late for one is on time for the next', async () => {
    const folder = await recordedAt([0, 100, 200, 300], [1, 2, 3, 4]);
    const { seen, play } = follow(folder, { speed: 1 });
    await play(420, 70);
    expect(seen).toEqual([
      [0, 1],
      [140, 2],
      [210, 3],
      [350, 4],
    ]);
  });

  it('waits longer than a timer of the machine can', async () => {
    const month = 2_678_400_000;
    const folder = await recordedAt([0, month], [1, 2]);
    const { clock, seen, settle } = follow(folder, { speed: 1 });
    await settle();
    for (const stepMs of [1_000_000_000, 1_000_000_000]) {
      clock.advance(stepMs);
      await settle();
    }
    expect(seen).toEqual([[0, 1]]);
    clock.advance(month - 2_000_000_000);
    await settle();
    expect(seen).toEqual([
      [0, 1],
      [month, 2],
    ]);
  });

  it('stops when it is unsubscribed from: no timer, no event, no end', async () => {
    const folder = await recordedAt([0, 1_000, 2_000], [1, 2, 3]);
    const { clock, seen, subscription, end, settle } = follow(folder, { speed: 1 });
    await settle();
    expect(clock.pending()).toBe(1);
    subscription.unsubscribe();
    expect(clock.pending()).toBe(0);
    clock.advance(10_000);
    await aWhile();
    expect([seen, end()]).toEqual([[[0, 1]], undefined]);
  });

  it('stops between two events of one batch', async () => {
    const folder = await recordedAt([0, 0, 0], [1, 2, 3]);
    expect(await firstValueFrom(replayRecording({ folder, name: 'test' }))).toStrictEqual(trade(1));
  });

  it('reads anew for each subscription', async () => {
    const folder = await recordedAt([0, 5], [1, 2]);
    const source = replayRecording({ folder, name: 'test' }).pipe(toArray());
    expect(await lastValueFrom(source)).toStrictEqual([trade(1), trade(2)]);
    expect(await lastValueFrom(source)).toStrictEqual([trade(1), trade(2)]);
  });

  it('errors with what is wrong with the recording, and with wrong options at once', async () => {
    const { end, settle } = follow(fresh(), {});
    await settle();
    expect(end()).toMatchObject({ code: 'EMPTY' });
    for (const bad of [{ speed: 0 }, { speed: -1 }, { pace: 'slow' }, { types: ['news'] }, { clock: {} }]) {
      expect(() => replayRecording({ folder: 'x', name: 'test', ...bad } as never)).toThrow(InvalidOptionsError);
    }
  });
});
