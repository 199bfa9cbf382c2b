import { at, jump, type StressScenario } from '../scenario';
import { october2025 } from './october-2025';

const dayMs = 86_400_000;

const depeg = (value: number, source: string): StressScenario => ({
  name: `depeg-${value}`,
  title: `Stablecoins at ${value} dollars`,
  source,
  shock: { type: 'paths', paths: { stable: [at(60, value)], USDE: [at(60, value)], UST: [at(60, value)] } },
});

const funding = (name: string, title: string, rate: number): StressScenario => ({
  name,
  title,
  source: 'funding of 0.75 % for 8 hours, three times: caps of venues, which differ',
  shock: { type: 'paths', paths: {} },
  funding: { rate, intervals: 3 },
});

/** What could happen. */
export const derivedScenarios: readonly StressScenario[] = Object.freeze([
  depeg(0.88, 'derived; USDC fell to 0.88 on 11 March 2023: known'),
  depeg(0.65, 'derived; USDe on one venue on 10 October 2025: reports'),
  {
    name: 'venue-outage',
    title: 'The venue does not answer for 40 minutes of a crash',
    source:
      'derived from 10 October 2025: no cancellations and no fills from 20:50 to 21:30 UTC, then a burst of late ones',
    shock: october2025,
    outage: { afterMs: 0, durationMs: 40 * 60_000 },
  },
  {
    name: 'correlation-one',
    title: 'Every two assets correlate by 0.95, three deviations in a day',
    source: 'standard: the worst move of the ellipsoid of that size (G. Studer, 1997, maximum loss)',
    shock: { type: 'correlated', correlation: 0.95, sigmas: 3, horizonMs: dayMs },
  },
  {
    name: 'liquidity-haircut',
    title: 'A twentieth of the depth, twenty times the spread',
    source: 'derived: depth x 0.05, spread x 20; -10 % in an hour is this library’s figure',
    shock: { type: 'factor', path: [at(60, 0.9)] },
    depthFactor: 0.05,
    spreadFactor: 20,
  },
  {
    name: 'gap-through-stops',
    title: 'The market opens a fifth lower',
    source: 'derived: no print between, so that stops fill at the next one; -20 % is this library’s figure',
    shock: { type: 'factor', path: [jump(0, 0.8)] },
  },
  funding('funding-spike', 'Longs pay 0.75 % of funding three times', 0.0075),
  funding('funding-spike-down', 'Shorts pay 0.75 % of funding three times', -0.0075),
]);
