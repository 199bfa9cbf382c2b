import type { Verdict } from './policy-evaluation';
import type { Interval } from './statistics/stratified-bootstrap';

const percent = (value: number): string => `${(100 * value).toFixed(1)} %`;

/**
 * What the interval of growth less buy and hold allows to say. Written so that an interval with a NaN is no evidence.
 *
 * @example
 * ```ts
 * import { verdictOf } from '@sigmax/rl/evaluation';
 * verdictOf({ value: 0.02, low: -0.1, high: 0.14, level: 0.95 }).code; // => 'NO_EVIDENCE'
 * ```
 */
export const verdictOf = ({ value, low, high, level }: Interval): Verdict => {
  const figures = `growth less that of buy and hold is ${percent(value)} a year, ${(100 * level).toFixed(0)} % interval ${percent(low)} to ${percent(high)}`;
  if (low > 0) return { code: 'BETTER', text: `Better than buy and hold in these tests: ${figures}.` };
  if (high < 0) return { code: 'WORSE', text: `Worse than buy and hold: ${figures}.` };
  return { code: 'NO_EVIDENCE', text: `No evidence of an edge: ${figures}, which holds 0.` };
};
