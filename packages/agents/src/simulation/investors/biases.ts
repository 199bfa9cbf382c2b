/** How far an investor is from cool calculation. Each is 0 for none and 1 for as much as is seen. */
export interface Biases {
  /** Sells what has gained and keeps what has lost. Source: Shefrin and Statman 1985; Odean 1998. */
  readonly disposition: number;
  /** Follows those he knows; below 0 goes against them, −1 to 1. Source: Bikhchandani, Hirshleifer, Welch 1992. */
  readonly herding: number;
  /** Judges from the price that he paid, and from old prices. Source: Tversky and Kahneman 1974. */
  readonly anchoring: number;
  /** Believes what he believes too much: trades more, and larger. Source: Barber and Odean 2000. */
  readonly overconfidence: number;
  /** Feels losses more than gains: buys less while he loses. Source: Tversky and Kahneman 1992. */
  readonly lossAversion: number;
  /** Heeds the last days more than those before. Source: Barberis, Shleifer, Vishny 1998. */
  readonly recency: number;
}

export const noBiases: Biases = {
  disposition: 0,
  herding: 0,
  anchoring: 0,
  overconfidence: 0,
  lossAversion: 0,
  recency: 0,
};
