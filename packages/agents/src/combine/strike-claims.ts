import type { Answer } from '../opinion/answer';
import type { KnownNumbers } from './known-numbers';

/** A claim with numbers that nothing known has. */
export interface StruckClaim {
  readonly claim: string;
  readonly numbers: readonly string[];
}

/** Sentences: what ends with a mark and a space, so that `1.5` stays whole. */
const claimsOf = (text: string): readonly string[] => text.split(/(?<=[.!?;])\s+/u).filter((claim) => claim !== '');

/**
 * Strikes the sentences of a reason whose numbers nothing known has, and lowers the confidence by the part that was struck.
 *
 * confidence × claims kept / claims. A statement of which nothing is left has no say.
 */
export const strikeClaims = (
  answer: Answer,
  known: KnownNumbers,
): { readonly answer: Answer; readonly struck: readonly StruckClaim[] } => {
  if (answer.type === 'abstention') return { answer, struck: [] };
  const claims = claimsOf(answer.reason);
  const struck = claims
    .map((claim) => ({ claim, numbers: known.unknownIn(claim) }))
    .filter(({ numbers }) => numbers.length > 0);
  if (struck.length === 0) return { answer, struck };
  const gone = new Set(struck.map(({ claim }) => claim));
  const kept = claims.filter((claim) => !gone.has(claim));
  const reason = kept.length === 0 ? 'All that it said was struck.' : kept.join(' ');
  return { answer: { ...answer, reason, confidence: answer.confidence * (kept.length / claims.length) }, struck };
};
