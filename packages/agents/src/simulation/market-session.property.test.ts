import { expect, it } from 'vitest';
import { profileSeed, share } from '../testing-profile.test-helper';
import { readMarketOptions } from './market-options';
import { openMarket, playBar } from './market-session';

const sum = (values: Float64Array): number => values.reduce((total, value) => total + value, 0);

it('cash and shares are whole, never below 0, and add up to what they were to the last lot', () => {
  for (let run = 0; run < share(3, 60); run++) {
    const network = (
      [
        { type: 'small-world', neighbours: 6, rewiring: 0.2 },
        { type: 'scale-free', links: 3 },
        { type: 'none' },
      ] as const
    )[run % 3];
    const state = openMarket(
      readMarketOptions({ seed: profileSeed() + run, investors: 200, bars: 1, ...(network && { network }) }),
    );
    const [cash, shares] = [sum(state.all.cash), sum(state.all.shares)];
    for (let bar = 0; bar < 300; bar++) {
      playBar(state, bar);
      expect([sum(state.all.cash), sum(state.all.shares)]).toEqual([cash, shares]);
      for (const column of [state.all.cash, state.all.shares]) {
        expect(column.every((value) => value >= 0 && Number.isSafeInteger(value))).toBe(true);
      }
      expect(state.low <= state.ticks && state.ticks <= state.high && state.low >= 1).toBe(true);
    }
    expect(state.tradeCount).toBeGreaterThan(100);
  }
});

it('nobody crosses himself and the book is never crossed', () => {
  const state = openMarket(readMarketOptions({ seed: profileSeed(), investors: 60, bars: 1 }));
  for (let bar = 0; bar < 200; bar++) {
    playBar(state, bar);
    const [bid, ask] = [state.book.bestTicks('buy') ?? 0, state.book.bestTicks('sell') ?? Number.POSITIVE_INFINITY];
    expect(bid).toBeLessThan(ask);
  }
});
