import type { Biases } from './biases';

/** A kind of investor. */
export interface Persona {
  readonly name: string;
  /** Of all investors; only the ratio to the others counts. */
  readonly share: number;
  readonly biases: Biases;
  /** How much he heeds what he thinks the asset is worth. */
  readonly value: number;
  /** How much he heeds where the price went; below 0 he bets on its return. */
  readonly trend: number;
  /** How much of his opinion is his own invention. */
  readonly noise: number;
  /** Chance that he looks at the market in a bar, before attention. */
  readonly activity: number;
  /** Wealth at the start, of the mean. */
  readonly wealth: number;
}

/** Six kinds of investors whose market has the stylised facts of `stylisedFacts`; the numbers are our own. */
export const defaultPersonas: readonly Persona[] = [
  {
    name: 'value',
    share: 0.2,
    biases: { disposition: 0.2, herding: 0, anchoring: 0.3, overconfidence: 0.2, lossAversion: 0.4, recency: 0.1 },
    value: 1,
    trend: 0,
    noise: 0.3,
    activity: 0.2,
    wealth: 1.5,
  },
  {
    name: 'momentum',
    share: 0.15,
    biases: { disposition: 0.1, herding: 0.3, anchoring: 0.1, overconfidence: 0.5, lossAversion: 0.3, recency: 0.7 },
    value: 0.1,
    trend: 1,
    noise: 0.3,
    activity: 0.35,
    wealth: 1,
  },
  {
    name: 'retail',
    share: 0.45,
    biases: { disposition: 0.7, herding: 0.5, anchoring: 0.5, overconfidence: 0.5, lossAversion: 0.6, recency: 0.6 },
    value: 0.3,
    trend: 0.3,
    noise: 0.8,
    activity: 0.25,
    wealth: 0.4,
  },
  {
    name: 'contrarian',
    share: 0.08,
    biases: { disposition: 0.3, herding: -0.4, anchoring: 0.3, overconfidence: 0.4, lossAversion: 0.2, recency: 0.3 },
    value: 0.6,
    trend: -0.5,
    noise: 0.3,
    activity: 0.25,
    wealth: 1,
  },
  {
    name: 'institution',
    share: 0.07,
    biases: { disposition: 0.1, herding: 0.2, anchoring: 0.2, overconfidence: 0.1, lossAversion: 0.3, recency: 0.2 },
    value: 0.8,
    trend: 0.2,
    noise: 0.2,
    activity: 0.5,
    wealth: 5,
  },
  {
    name: 'trader',
    share: 0.05,
    biases: { disposition: 0.2, herding: 0.1, anchoring: 0.1, overconfidence: 0.8, lossAversion: 0.2, recency: 0.8 },
    value: 0.2,
    trend: -0.2,
    noise: 0.6,
    activity: 0.9,
    wealth: 1,
  },
];
