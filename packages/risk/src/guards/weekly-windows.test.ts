import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isInWindows, type Weekday, type WeeklyWindow, weeklyWindows, windowBounds } from './weekly-windows';

const isOpen = (windows: readonly WeeklyWindow[], time: string): boolean =>
  isInWindows(windowBounds(windows), Date.parse(`${time}Z`));

const office: WeeklyWindow = {
  days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'],
  from: '09:00',
  to: '17:00',
};
const night: WeeklyWindow = { days: ['sunday', 'friday'], from: '22:00', to: '06:00' };
const week: WeeklyWindow = { from: '00:00', to: '24:00' };

// The 5th of January 2026 was a Monday.
describe.each<readonly [string, WeeklyWindow, string, boolean]>([
  ['begins with its first millisecond', office, '2026-01-05T09:00:00.000', true],
  ['has not begun one before', office, '2026-01-05T08:59:59.999', false],
  ['lasts to its last millisecond', office, '2026-01-09T16:59:59.999', true],
  ['is over at its end', office, '2026-01-09T17:00:00.000', false],
  ['leaves other days out', office, '2026-01-10T12:00:00.000', false],
  ['leaves the day before out', office, '2026-01-04T12:00:00.000', false],
  ['begins before midnight', night, '2026-01-09T22:00:00.000', true],
  ['goes on after midnight', night, '2026-01-10T05:59:59.999', true],
  ['is over in the morning', night, '2026-01-10T06:00:00.000', false],
  ['does not begin in the morning of its own day', night, '2026-01-09T05:00:00.000', false],
  ['goes on from Sunday to Monday', night, '2026-01-12T00:00:00.000', true],
  ['is over on Monday morning', night, '2026-01-12T06:00:00.000', false],
  ['begins on Sunday', night, '2026-01-11T22:30:00.000', true],
  ['has not begun on Sunday morning', night, '2026-01-11T05:59:00.000', false],
  ['may last all week', week, '2026-01-11T23:59:59.999', true],
  ['may last from a minute to the same one', { from: '12:00', to: '12:00' }, '2026-01-11T11:59:59.999', true],
  ['may last until midnight', { days: ['sunday'], from: '12:00', to: '24:00' }, '2026-01-11T23:59:59.999', true],
  ['is over at midnight', { days: ['sunday'], from: '12:00', to: '24:00' }, '2026-01-12T00:00:00.000', false],
  ['knows times before 1970', office, '1969-12-31T09:00:00.000', true],
  ['knows nights before 1970', office, '1969-12-31T08:59:59.999', false],
])('a window %s', (_, window, time, expected) => {
  it(`${time} is ${expected ? 'in' : 'out'}`, () => {
    expect(isOpen([window], time)).toBe(expected);
  });
});

it('windows add up', () => {
  expect(isOpen([office, night], '2026-01-09T23:00:00')).toBe(true);
  expect(isOpen([office, night], '2026-01-07T10:00:00')).toBe(true);
  expect(isOpen([office, night], '2026-01-07T23:00:00')).toBe(false);
});

it('agrees with the calendar', () => {
  const names: readonly Weekday[] = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  const minute = fc.integer({ min: 0, max: 1_439 });
  const text = (value: number) =>
    `${String(Math.floor(value / 60)).padStart(2, '0')}:${String(value % 60).padStart(2, '0')}`;
  const times = fc.integer({ min: -4e12, max: 4e12 });
  fc.assert(
    fc.property(fc.constantFrom(...names), minute, minute, times, (day, from, to, timeMs) => {
      const date = new Date(timeMs);
      const at = date.getUTCHours() * 60 + date.getUTCMinutes();
      const today = names[date.getUTCDay()] as Weekday;
      const yesterday = names[(date.getUTCDay() + 6) % 7] as Weekday;
      const expected =
        from < to
          ? today === day && at >= from && at < to
          : (today === day && at >= from) || (yesterday === day && at < to);
      expect(isInWindows(windowBounds([{ days: [day], from: text(from), to: text(to) }]), timeMs)).toBe(expected);
    }),
  );
});

it('no time is in no window', () => {
  for (const timeMs of [Number.NaN, Infinity, -Infinity]) expect(isInWindows(windowBounds([week]), timeMs)).toBe(false);
});

it('takes times and days as they are written', () => {
  for (const window of [office, night, week]) expect(weeklyWindows.safeParse([window]).success).toBe(true);
  const wrong = [
    { from: '9:00', to: '17:00' },
    { from: '24:00', to: '01:00' },
    { from: '00:00', to: '24:01' },
    { from: '00:60', to: '01:00' },
    { days: [], from: '00:00', to: '01:00' },
    { days: ['mon'], from: '00:00', to: '01:00' },
    { from: '00:00' },
  ];
  for (const window of wrong) expect(weeklyWindows.safeParse([window]).success).toBe(false);
  expect(weeklyWindows.safeParse([]).success).toBe(false);
});
