import { describe, expect, it } from 'vitest';
import { contractMarkets } from './contract-markets';

const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT'];
const markets = contractMarkets({ instruments, timeframe: '1h', bars: 200 });
const named = (name: string) => markets.find((market) => market.name === name)!;
const closes = (name: string) => named(name).series.map(({ close }) => close);

it('has a series for each instrument of each market', () => {
  for (const market of markets) {
    expect(market.series.map(({ instrumentId }) => instrumentId)).toEqual(instruments);
    expect(market.instruments.map(({ id }) => id)).toEqual(instruments);
  }
  expect(new Set(markets.map(({ name }) => name)).size).toBe(markets.length);
});

it('is what its name says', () => {
  for (const close of closes('flat prices')) expect(new Set(close).size).toBe(1);
  for (const { volume, close } of named('no volume').series) {
    expect([Math.max(...volume), new Set(close).size > 100]).toEqual([0, true]);
  }
  for (const close of closes('tiny prices')) expect(Math.max(...close)).toBeLessThan(1e-4);
  for (const close of closes('huge prices')) expect(Math.min(...close)).toBeGreaterThan(1e7);
});

describe('gaps', () => {
  const [first, second] = named('gaps').series;

  it('are at other times for each instrument', () => {
    expect([first!.length < 190, second!.length < 190]).toEqual([true, true]);
    const shared = new Set(second!.timeMs);
    expect([...first!.timeMs].some((timeMs) => !shared.has(timeMs))).toBe(true);
  });

  it('come with jumps of the price', () => {
    const steps = first!.open.map((open, index) => open / (first!.close[index - 1] ?? open));
    expect(Math.max(...steps)).toBeGreaterThan(1.3);
    expect(Math.min(...steps)).toBeLessThan(0.75);
  });
});
