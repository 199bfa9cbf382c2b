import type { Agent } from '../opinion/agent';
import type { AnswerFields } from '../opinion/define-agent';
import { abstain, defineAgent } from '../opinion/define-agent';

/** An agent that always says the same. */
export const says = (name: string, score: number, confidence = 1, more: Partial<AnswerFields> = {}): Agent =>
  defineAgent({
    name,
    start: () => () => ({ score, confidence, reason: `${name} says so.`, ...more }) as AnswerFields,
  });

/** The same, a moment later. */
export const saysLater = (name: string, score: number, confidence = 1): Agent =>
  defineAgent({ name, start: () => async () => ({ score, confidence, reason: `${name} says so.` }) });

/** An agent without an opinion. */
export const silent = (name: string): Agent =>
  defineAgent({ name, start: () => () => abstain('no-data', `${name} knows nothing.`) });
