import { type DecisionTrace, type Explanation, explainDecision, verifyDecisionLog } from '@sigmax/agents';
import { InvalidOptionsError } from '@sigmax/core';

/** What is shown of a decision log. */
export interface Explained {
  /** `undefined` where no decision was named and none moved a position. */
  readonly explanation: Explanation | undefined;
  /** Lines of the log, its opening included. */
  readonly lines: number;
  /** SHA-256 of the last line, which holds all others. */
  readonly hash: string;
}

const noSuch = (which: string, remedy: string) =>
  new InvalidOptionsError({
    code: 'NO_SUCH_DECISION',
    message: `--explain was ${JSON.stringify(which)}, and there is no such decision.`,
    remedy,
    context: { which },
  });

/** The id of the decision that is meant: an id, `last`, or the n-th of the log. */
const idOf = (ids: readonly string[], which: string): string => {
  if (which === 'last' || /^\d+$/.test(which)) {
    const found = which === 'last' ? ids.at(-1) : ids[Number(which) - 1];
    if (found !== undefined) return found;
    throw noSuch(which, `The log has ${ids.length} decisions, each of which moved a position.`);
  }
  if (ids.includes(which)) return which;
  throw noSuch(which, `The log has what moved a position, for example ${ids[0]}.`);
};

/**
 * Verifies a decision log and explains one of its decisions, from the text of the log alone.
 *
 * @throws {InvalidOptionsError} `NO_SUCH_DECISION`.
 * @throws {AgentError} `LOG_DAMAGED`: a byte of the log is not as it was written.
 */
export const explainFromLog = (text: string, which: string, isNamed: boolean): Explained => {
  const { entries, head } = verifyDecisionLog(text);
  const ids = entries
    .filter(({ type }) => type === 'decision')
    .map(({ body }) => (body as unknown as DecisionTrace).id);
  const id = ids.length === 0 && !isNamed ? undefined : idOf(ids, which);
  return { explanation: id === undefined ? undefined : explainDecision(text, id), lines: head.count, hash: head.hash };
};
