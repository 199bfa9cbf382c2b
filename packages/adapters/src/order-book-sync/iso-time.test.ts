import { expect, test } from 'vitest';
import { FrameFault } from './frame-fault';
import { isoTime } from './iso-time';

test('orders rise with the time, however many decimals it has', () => {
  const texts = [
    '1999-12-31T23:59:59.999999999Z',
    '2023-02-09T20:32:50Z',
    '2023-02-09T20:32:50.000000001Z',
    '2023-02-09T20:32:50.7Z',
    '2023-02-09T20:32:50.71Z',
    '2023-02-09T20:32:50.714964855Z',
    '2023-02-09T20:32:51Z',
  ];
  const orders = texts.map((text) => isoTime(text, 'time').order);
  expect(orders.every((order, index) => index === 0 || order > (orders[index - 1] as bigint))).toBe(true);
  expect(isoTime('2023-02-09T20:32:50.714964855Z', 'time').timeMs).toBe(Date.UTC(2023, 1, 9, 20, 32, 50) + 714.964855);
});

test.each([
  '',
  '2023-02-09',
  '2023-02-09T20:32:50',
  '2023-02-09T20:32:50+01:00',
  '2023-13-09T20:32:50Z',
  '2023-02-09T20:32:50.1234567890Z',
])('%j is no time', (text) => expect(() => isoTime(text, 'time')).toThrow(expect.any(FrameFault)));
