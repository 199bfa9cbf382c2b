import type { Answer, DecisionTrace } from '@sigmax/agents';

/** The last answer of an agent in each meeting, by instrument and time. */
export const saidBy = (name: string, traces: readonly DecisionTrace[]): ReadonlyMap<string, Answer> => {
  const answers = new Map<string, Answer>();
  for (const trace of traces) {
    for (const event of trace.events) {
      if (event.type === 'agent-answered' && event.agent === name) answers.set(trace.id, event.answer);
    }
  }
  return answers;
};
