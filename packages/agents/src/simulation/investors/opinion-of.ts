import { hyperbolicTangent } from '../../portable-math';
import type { Persona } from './persona';

/** What an investor sees when he looks. Prices are natural logarithms. */
export interface InvestorView {
  readonly logPrice: number;
  /** What he thinks it is worth. */
  readonly logValue: number;
  /** The mean price that he paid; `undefined` while he holds nothing. */
  readonly logCost: number | undefined;
  /** The price of long ago. */
  readonly logReference: number;
  /** Mean log return of a bar over his last weeks, or his last days if recency is high. */
  readonly trend: number;
  /** Mean opinion of those he knows, −1 to 1; `undefined` when he knows nobody. */
  readonly crowd: number | undefined;
  /** A standard normal number: what he makes up. */
  readonly noise: number;
}

/** A log difference from value at which an opinion is nearly whole. */
const scale = 0.15;

/** Bars over which a trend is thought to go on. */
const horizon = 10;

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/**
 * What an investor thinks of the price, −1 sell to 1 buy, with anchoring, recency (in `trend`), herding and loss aversion.
 *
 * worth = (1 − a) · logValue + a · anchor, where a = anchoring / 2 and the anchor is what he paid, or the price of long ago;
 * own = tanh((value · (worth − logPrice) + trend · 10 · trend) / 0.15 + noise · n);
 * opinion = own + herding · (crowd − own), or own + herding · crowd for herding below 0, within ±1. A holder who has lost
 * the share g of what he paid buys with the strength 1 / (1 + 2 · lossAversion · min(g / 0.2, 1)) alone.
 */
export const opinionOf = (view: InvestorView, persona: Persona): number => {
  const { biases, value, trend, noise } = persona;
  const { logPrice, logCost, crowd } = view;
  const weight = biases.anchoring / 2;
  const worth = (1 - weight) * view.logValue + weight * (logCost ?? view.logReference);
  const reasons = (value * (worth - logPrice) + trend * horizon * view.trend) / scale;
  const own = hyperbolicTangent(reasons + noise * view.noise);
  const heard =
    crowd === undefined
      ? own
      : biases.herding >= 0
        ? own + biases.herding * (crowd - own)
        : own + biases.herding * crowd;
  const opinion = clamp(heard, -1, 1);
  if (opinion <= 0 || logCost === undefined || logPrice >= logCost) return opinion;
  return opinion / (1 + 2 * biases.lossAversion * Math.min((logCost - logPrice) / 0.2, 1));
};
