/**
 * What a word or phrase does in a headline.
 *
 * - `polar`: good or bad by itself: bullish, insolvent
 * - `motion`: up or down: rises, slumps, higher
 * - `fade`, `grow`: what happens to the noun before it: fears ease, losses widen; alone it is a motion
 * - `amount`: a noun that can move, with the sign that more of it has: inflows +, inflation −, hacks −
 * - `party`: who gains when prices rise, longs +, or fall, shorts −
 * - `reverse`: turns what follows: averts bankruptcy, scraps plan
 * - `negate`: not, no, never, fails to
 * - `deny`, `denyBefore`: a denial of what follows or of what came before
 * - `scale`: stronger or weaker: sharply, slightly · `compare`: than expected, less than expected
 * - `hedge`, `condition`: may, reportedly; if, unless
 * - `concede`: despite, although · `contrast`: but, yet · `background`: after, following, amid · `break`: while, as
 * - `rank`: outperforms +, lags −, of two assets · `away`, `into`: rotation from one into another
 * - `level`: above, below, before a price · `calm`: a phrase that says nothing: little changed, in line with
 * - `explain`: why, what caused: a question that takes its answer for granted
 * - `link`: of, in, for · `filler`: is, has, the, its
 */
export type MeaningKind =
  | 'amount'
  | 'away'
  | 'background'
  | 'break'
  | 'calm'
  | 'compare'
  | 'concede'
  | 'condition'
  | 'contrast'
  | 'deny'
  | 'denyBefore'
  | 'explain'
  | 'fade'
  | 'filler'
  | 'grow'
  | 'hedge'
  | 'into'
  | 'level'
  | 'link'
  | 'motion'
  | 'negate'
  | 'party'
  | 'polar'
  | 'rank'
  | 'reverse'
  | 'scale';

/** One entry of the lexicon. */
export interface Meaning {
  readonly kind: MeaningKind;
  /** Sign and strength, to 3; a factor for `scale` and `background`. */
  readonly weight: number;
  /** What an amount, a reversal or a negation says when it stands alone. */
  readonly alone: number;
  /** A claim, such as a hack: to negate it clears it and is no good news. */
  readonly isClaim: boolean;
  /** A restraint, such as a ban or a lawsuit: to drop or lift it is good news. */
  readonly isRestraint: boolean;
}
