import { expect, test } from 'vitest';
import { VenueTime } from './venue-time';

const runTo = (time: VenueTime, timeMs: number): void => {
  while (time.runNext(timeMs));
  time.passTo(timeMs);
};

test('things happen in order of their time, then of their making', () => {
  const time = new VenueTime(1_000);
  const seen: string[] = [];
  time.at(1_300, () => seen.push(`c ${time.nowMs}`));
  time.at(1_100, () => seen.push(`a ${time.nowMs}`));
  time.after(100, () => {
    seen.push(`b ${time.nowMs}`);
    time.after(50, () => seen.push(`later ${time.nowMs}`));
  });
  const cancel = time.after(10, () => seen.push('never'));
  cancel();
  runTo(time, 1_250);
  expect(seen).toEqual(['a 1100', 'b 1100', 'later 1150']);
  expect(time.nowMs).toBe(1_250);
  time.at(900, () => seen.push(`late ${time.nowMs}`));
  runTo(time, 1_300);
  expect(seen.slice(3)).toEqual(['late 1250', 'c 1300']);
  time.after(1, () => seen.push('never'));
  time.clear();
  runTo(time, 2_000);
  expect(seen.length).toBe(5);
});
