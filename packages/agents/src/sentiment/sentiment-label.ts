export type SentimentLabel = 'positive' | 'neutral' | 'negative';

/** Scores nearer to 0 than this are neutral. */
const threshold = 0.2;

/**
 * The word for a score: `positive` from 0.2, `negative` from −0.2, `neutral` between.
 *
 * @example
 * ```ts
 * import { sentimentLabel } from '@sigmax/agents';
 * sentimentLabel(-0.6); // => 'negative'
 * ```
 */
export const sentimentLabel = (score: number): SentimentLabel => {
  if (score >= threshold) return 'positive';
  return score <= -threshold ? 'negative' : 'neutral';
};
