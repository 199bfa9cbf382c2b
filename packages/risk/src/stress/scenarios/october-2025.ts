import { at, type ScenarioShock } from '../scenario';

/** From 20:50 UTC on 10 October 2025; the lowest prices came at 21:15, when liquidations were at their peak. */
export const october2025: ScenarioShock = Object.freeze({
  type: 'paths',
  paths: {
    BTC: [at(25, 0.86), at(40, 0.92), at(70, 0.97)],
    ETH: [at(25, 0.84), at(40, 0.92), at(70, 0.98)],
    SOL: [at(25, 0.69), at(40, 0.8), at(70, 0.88)],
    USDE: [at(25, 0.65), at(40, 0.9), at(70, 0.99)],
    other: [at(25, 0.53), at(40, 0.65), at(70, 0.8)],
  },
});
