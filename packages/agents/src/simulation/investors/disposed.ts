/** Gain or loss, as a log return, at which the disposition effect is whole. */
const whole = 0.06;

/**
 * What the disposition effect makes of an opinion: with the chance disposition · min(|gain| / 0.06, 1) a holder with a gain sells
 * whatever he thinks, and one with a loss keeps what he would have sold. `draw` is uniform in [0, 1).
 *
 * Source: Odean 1998, "Are investors reluctant to realize their losses?"
 */
export const disposed = (opinion: number, gain: number | undefined, disposition: number, draw: number): number => {
  if (gain === undefined || !(draw < disposition * Math.min(Math.abs(gain) / whole, 1))) return opinion;
  if (gain > 0) return Math.min(opinion, -0.5);
  return Math.max(opinion, 0);
};
