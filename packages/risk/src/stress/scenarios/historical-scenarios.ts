import { at, hours, type StressScenario } from '../scenario';
import { october2025 } from './october-2025';

/** What has happened. The ways between the figures of the sources are straight lines, which is this library's choice. */
export const historicalScenarios: readonly StressScenario[] = Object.freeze([
  {
    name: 'october-2025',
    title: '10-11 October 2025: leverage unwinds in an hour',
    source:
      'BTC 117k to 102-104k (-12 to -17 %), ETH -16 %, SOL -31 %, average token -47 %, USDe 0.65 on Binance, 70 % of 19 billion dollars liquidated from 20:50 to 21:30 UTC with its peak at 21:15: reports, which differ by a few points; two thirds of the fall made good by 22:00: hourly bars of Binance perpetuals',
    shock: october2025,
  },
  {
    name: 'march-2020',
    title: '12-13 March 2020: half in two days',
    source: 'BTC about -50 % in two days, 1.2 billion dollars liquidated: reports; other assets by their beta',
    shock: { type: 'factor', path: [at(hours(10), 0.92), at(hours(24), 0.7), at(hours(34), 0.5), at(hours(48), 0.5)] },
  },
  {
    name: 'may-2021',
    title: '19 May 2021: -41 % for the average token',
    source: 'average token about -41 %: reports; BTC 43k to 30k within the day: known',
    shock: {
      type: 'paths',
      paths: {
        BTC: [at(hours(13), 0.7), at(hours(20), 0.86)],
        other: [at(hours(13), 0.59), at(hours(20), 0.75)],
      },
    },
  },
  {
    name: 'luna-2022',
    title: 'May 2022: a stablecoin and its coin go to nothing',
    source:
      'LUNA to 0 and UST off its peg: known; UST to 0.1, BTC -25 % and others -40 % in four days are this library’s figures',
    shock: {
      type: 'paths',
      paths: {
        LUNA: [at(hours(24), 0.5), at(hours(48), 0.05), at(hours(96), 0.0001)],
        UST: [at(hours(24), 0.7), at(hours(48), 0.4), at(hours(96), 0.1)],
        BTC: [at(hours(48), 0.85), at(hours(96), 0.75)],
        other: [at(hours(48), 0.75), at(hours(96), 0.6)],
      },
    },
  },
  {
    name: 'ftx-2022',
    title: 'November 2022: the venue defaults',
    source:
      'venue default, assets lost and not marked down: known; BTC -25 % and others -35 % in three days are this library’s figures',
    shock: {
      type: 'paths',
      paths: {
        BTC: [at(hours(24), 0.9), at(hours(72), 0.75)],
        other: [at(hours(24), 0.85), at(hours(72), 0.65)],
      },
    },
    outage: { afterMs: 24 * 3_600_000, durationMs: 365 * 24 * 3_600_000 },
    venueLossFraction: 1,
  },
]);
