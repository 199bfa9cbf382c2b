import type { DecisionInputs, DecisionTrace } from '../combine/decision-trace';
import type { WeightDecision } from '../combine/target-weight';
import { AgentError } from '../errors';
import type { AgentEvent, Contribution } from '../opinion/agent-event';
import type { Answer } from '../opinion/answer';
import { type Cost, sumOfCosts } from '../opinion/cost';
import { type Counterfactual, counterfactuals, decidingCombination } from './counterfactuals';
import { verifyDecisionLog } from './verify-decision-log';

/** Why a decision was made, from its log alone. */
export interface Explanation {
  readonly id: string;
  readonly instrumentId: string;
  readonly timeMs: number;
  readonly inputs: DecisionInputs;
  /** Who had part in the answer, with what weight; one with weight 1 where one agent was asked. */
  readonly contributions: readonly Contribution[];
  /** What else was said on the way, of each agent the last: reports of analysts, sides of a debate that a sizer came after. */
  readonly reports: readonly Answer[];
  readonly answer: Answer;
  readonly decision: WeightDecision;
  /** Of all calls of models. */
  readonly cost: Cost;
  /** What went wrong on the way: timeouts, fallbacks, failed calls, struck claims. */
  readonly incidents: readonly AgentEvent[];
  readonly wouldFlip: readonly Counterfactual[];
  /** The same in sentences. */
  readonly text: string;
}

const incidentTypes = new Set([
  'claim-struck',
  'model-failed',
  'model-retried',
  'step-timed-out',
  'fell-back',
  'approval-ended',
]);

const opinionOf = (answer: Answer): string =>
  answer.type === 'opinion'
    ? `score ${answer.score.toFixed(3)}, confidence ${answer.confidence.toFixed(3)}`
    : `no opinion (${answer.code})`;

/** Tells each reason once: agents around others pass theirs on, and some are long. */
const reasonTeller = (): ((answer: Answer) => string) => {
  const tellers = new Map<string, string>();
  return ({ agent, reason }) => {
    const teller = tellers.get(reason);
    tellers.set(reason, teller ?? agent);
    return teller === undefined ? reason : `As ${teller} says.`;
  };
};

/** The last answer of each agent that neither decided nor had part in what did, in the order in which they were first heard. */
const reportsOf = (
  { events, answer }: Pick<DecisionTrace, 'events' | 'answer'>,
  contributions: readonly Contribution[],
): readonly Answer[] => {
  const counted = new Set([answer.agent, ...contributions.map((one) => one.answer.agent)]);
  const last = new Map<string, Answer>();
  for (const event of events) {
    if (event.type === 'agent-answered' && !counted.has(event.agent)) last.set(event.agent, event.answer);
  }
  return [...last.values()];
};

const flip = ({ agent, change, becomes }: Counterfactual): string =>
  change.type === 'abstains'
    ? `- would ${becomes} if ${agent} had no opinion`
    : `- would ${becomes} if the score of ${agent} were ${change.to.toFixed(3)} instead of ${change.from.toFixed(3)}`;

const isoTime = (timeMs: number): string =>
  Math.abs(timeMs) <= 8.64e15 ? new Date(timeMs).toISOString() : `${timeMs} ms`;

const textOf = ({
  instrumentId,
  timeMs,
  inputs,
  decision,
  answer,
  contributions,
  reports,
  wouldFlip,
}: Omit<Explanation, 'text'>): string => {
  const { weight, why } = decision;
  const reasonOf = reasonTeller();
  const to = weight === undefined ? `stays at ${inputs.currentWeight.toFixed(3)}` : `goes to ${weight.toFixed(3)}`;
  return [
    `${instrumentId} at ${isoTime(timeMs)}: the weight ${to} (${why}).`,
    `${answer.agent}${answer.isDegraded ? ', degraded' : ''}: ${reasonOf(answer)}`,
    'Heard:',
    ...contributions.map(
      ({ weight: counts, answer: one }) => `- ${one.agent}, weight ${counts}: ${opinionOf(one)}. ${reasonOf(one)}`,
    ),
    ...(reports.length === 0 ? [] : ['Before that:']),
    ...reports.map((one) => `- ${one.agent}: ${opinionOf(one)}. ${reasonOf(one)}`),
    `Rests on bar ${inputs.barHash?.slice(0, 12) ?? 'none'} and ${inputs.evidence.length} items of evidence.`,
    ...(wouldFlip.length === 0 ? ['No single answer would have changed it.'] : ['It', ...wouldFlip.map(flip)]),
  ].join('\n');
};

const findTrace = (content: string | Uint8Array, id: string): DecisionTrace => {
  const verdict = verifyDecisionLog(content);
  if (!verdict.isIntact) {
    throw new AgentError({
      code: 'LOG_DAMAGED',
      message: `The decision log is not as it was written: ${verdict.why}.`,
      remedy: 'Explain from a copy that is intact.',
      context: { line: verdict.line },
    });
  }
  const found = verdict.entries
    .filter(({ type }) => type === 'decision')
    .map(({ body }) => body as unknown as DecisionTrace)
    .find((trace) => trace.id === id);
  if (found !== undefined) return found;
  throw new AgentError({
    code: 'NO_SUCH_DECISION',
    message: `The decision log has no decision ${JSON.stringify(id)}.`,
    remedy: 'Ids are the instrument, "@" and the time in ms.',
    context: { id },
  });
};

/**
 * Explains a decision from the text of its log and nothing else: what it saw, who said what, what came of it and what would have
 * changed it.
 *
 * `wouldFlip` counts the combination again with one answer changed: the nearest score at which the position would have moved
 * otherwise, and whether it would have without that agent.
 *
 * - Cost: the log is checked first. Errors: `AgentError` LOG_DAMAGED, NO_SUCH_DECISION.
 *
 * @example
 * ```ts
 * import { explainDecision } from '@sigmax/agents';
 * let code = '';
 * try { explainDecision('', 'demo:BTC/USDT@0'); } catch (error) { code = (error as { code: string }).code; }
 * code; // => 'LOG_DAMAGED'
 * ```
 */
export const explainDecision = (content: string | Uint8Array, id: string): Explanation => {
  const trace = findTrace(content, id);
  const { instrumentId, timeMs, inputs, answer, decision, events } = trace;
  const contributions = decidingCombination(trace)?.contributions ?? [{ weight: 1, answer }];
  const explained = {
    id,
    instrumentId,
    timeMs,
    inputs,
    contributions,
    reports: reportsOf(trace, contributions),
    answer,
    decision,
    cost: sumOfCosts(events.flatMap((event) => (event.type === 'model-answered' ? [event.cost] : []))),
    incidents: events.filter(({ type }) => incidentTypes.has(type)),
    wouldFlip: counterfactuals(trace),
  };
  return { ...explained, text: textOf(explained) };
};
