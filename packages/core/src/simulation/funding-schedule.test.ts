import { describe, expect, it } from 'vitest';
import { spotInstrument } from '../market/instrument';
import { perpetualInstrument } from '../market/perpetual-instrument';
import { fundingSchedule } from './funding-schedule';
import { simulatedBroker } from './simulated-broker';

const rates = { initialMarginRate: 0.1, maintenanceMarginRate: 0.05, liquidationFeeRate: 0 };
const [btc, eth] = ['v-swap:BTC/USDT', 'v-swap:ETH/USDT'];
const instruments = [spotInstrument('v:BTC/USDT'), perpetualInstrument(btc, rates), perpetualInstrument(eth, rates)];
const paid = (instrumentId: string, settlesAtMs: number, rate: number) =>
  ({ type: 'funding-rate', instrumentId, timeMs: 0, settlesAtMs, rate }) as const;

describe('a constant rate', () => {
  const { between } = fundingSchedule({ rate: 0.001, everyMs: 100 }, instruments);

  it('falls due at whole multiples, after the first time and up to the second', () => {
    const times = (from: number, to: number) => between(from, to).map(({ instrument, rate }) => [instrument, rate]);
    const both = [
      [1, 0.001],
      [2, 0.001],
    ];
    expect(times(100, 199)).toEqual([]);
    expect(times(199, 200)).toEqual(both);
    expect(times(200, 250)).toEqual([]);
    expect(times(150, 350)).toEqual([...both, ...both]);
  });
});

describe('recorded rates', () => {
  const funding = [paid(btc, 100, 0.1), paid(eth, 50, 0.2), paid(btc, 200, 0.3), paid(eth, 250, 0.4)];

  it('fall due at their times, in time order, whatever was asked before', () => {
    const { between } = fundingSchedule(funding, instruments);
    const due = (from: number, to: number) => between(from, to).map(({ rate }) => rate);
    expect(due(0, 1_000)).toEqual([0.2, 0.1, 0.3, 0.4]);
    expect(due(50, 200)).toEqual([0.1, 0.3]);
    expect(due(100, 199)).toEqual([]);
    expect(due(0, 1_000)).toEqual([0.2, 0.1, 0.3, 0.4]);
  });

  it('have to be of every perpetual, and in order', () => {
    expect(() => fundingSchedule([paid(btc, 1, 0)], instruments)).toThrow(/no rates of v-swap:ETH\/USDT/);
    expect(() => fundingSchedule([...funding, paid(eth, 250, 0)], instruments)).toThrow(
      /v-swap:ETH\/USDT at 250 does not come after/,
    );
  });
});

it('none is none, and nothing said is refused', () => {
  expect(fundingSchedule('none', instruments).between(0, 1e9)).toEqual([]);
  expect(() => fundingSchedule(undefined, instruments)).toThrow(
    /v-swap:BTC\/USDT is a perpetual and funding was undefined/,
  );
});

it.each([
  [{ rate: 1, everyMs: 1 }, /funding/],
  [{ rate: 0.1, everyMs: 0 }, /funding/],
  [{ rate: 0.1 }, /funding/],
  ['free', /funding was "free"/],
  [[{ rate: 0.1 }], /funding/],
  [[paid(btc, 1, Number.NaN)], /funding/],
])('simulatedBroker refuses funding %j', (funding, text) => {
  const costs = { takerFeeRate: 0, makerFeeRate: 0, slippageRate: 0 };
  expect(() => simulatedBroker({ ...costs, funding: funding as 'none' })).toThrow(text);
});
