import { behaviouralMarket } from '@sigmax/agents/simulation';
import { type Bench, type Figure, interleave } from './bench';

const investors = 1_000;
const bars = 250;

export const behaviouralMarketBench: Bench = {
  name: 'behavioural-market',
  what: 'seconds for a market of 1,000 investors over 250 days, its 250 days of warm-up included',
  async measure({ hasPeers }): Promise<Figure[]> {
    let seed = 0;
    const contenders = {
      market: () => behaviouralMarket({ seed: ++seed, investors, bars }).bars.close[bars - 1] as number,
    };
    const seconds = interleave(contenders, hasPeers ? 5 : 1, 1);
    return [
      {
        bench: 'behavioural-market',
        metric: 'seconds_1000_investors_250_days',
        value: seconds.market,
        unit: 's',
        peers: {},
      },
    ];
  },
};
