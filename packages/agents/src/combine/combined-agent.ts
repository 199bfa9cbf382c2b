import { nowOrLater, wait } from '../now-or-later';
import type { Agent } from '../opinion/agent';
import type { AnswersCombined } from '../opinion/agent-event';
import type { Answer } from '../opinion/answer';
import { type AnswerFields, defineAgent } from '../opinion/define-agent';
import { combinedAnswer } from './combined-answer';
import { requireDistinctNames, startMembers } from './members';

/** How the answers of several agents become one. */
export interface Combination extends Pick<AnswersCombined, 'method' | 'settings'> {
  /** For messages: what the agent is made by. */
  readonly what: string;
  readonly name: string;
  readonly agents: readonly Agent[];
  /** What the say of the agent at a place counts, for the event. */
  readonly weightOf: (place: number) => number;
  readonly result: (answers: readonly Answer[]) => AnswerFields;
}

/** Makes an agent that asks several, all at once, and tells what became of their answers as `answers-combined`. */
export const combinedAgent = (combination: Combination): Agent => {
  const { what, name, agents, weightOf, method, settings, result } = combination;
  requireDistinctNames(what, agents);
  return defineAgent({
    name,
    start: (context) => {
      const running = startMembers(agents, context);
      return {
        observe: running.observe,
        ask: (situation, call) =>
          nowOrLater(function* () {
            const answers = yield* wait(running.ask(situation, call));
            const fields = result(answers);
            const contributions = answers.map((answer, place) => ({ weight: weightOf(place), answer }));
            const answer = combinedAnswer(name, situation, fields);
            call.emit({ type: 'answers-combined', agent: name, method, contributions, settings, answer });
            return fields;
          }),
      };
    },
  });
};
