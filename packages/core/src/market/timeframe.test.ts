import { expect, it } from 'vitest';
import { InvalidOptionsError } from '../errors';
import { timeframeMs } from './timeframe';

it.each([
  ['1s', 1_000],
  ['1m', 60_000],
  ['15m', 900_000],
  ['4h', 14_400_000],
  ['1d', 86_400_000],
  ['2w', 1_209_600_000],
])('%s is %d ms', (timeframe, ms) => {
  expect(timeframeMs(timeframe)).toBe(ms);
});

it.each(['', '1', 'm', '0m', '01m', '1.5h', '-1h', '1M', '1 h', '1h ', '1234567m', '1e3m', 'toString'])(
  '%j is none',
  (timeframe) => {
    expect(() => timeframeMs(timeframe)).toThrow(InvalidOptionsError);
    expect(() => timeframeMs(timeframe)).toThrow(`timeframe was ${JSON.stringify(timeframe)}`);
  },
);
