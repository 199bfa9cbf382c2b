import type { Situation } from '../opinion/agent';
import type { Answer } from '../opinion/answer';
import type { AnswerFields } from '../opinion/define-agent';
import { normaliseAnswer } from '../opinion/normalise-answer';

/** The answer that an agent's fields become. */
export const combinedAnswer = (agent: string, situation: Situation, fields: AnswerFields): Answer => {
  const { instrumentId, timeMs, evidence } = situation;
  return normaliseAnswer(fields, { agent, instrumentId, timeMs, knownEvidence: new Set(evidence.map(({ id }) => id)) });
};
