import type { Snapshot } from '@sigmax/core';
import { type NowOrLater, nowOrLater, wait } from '../now-or-later';
import type { Agent, AgentCall, AgentContext, Situation } from './agent';
import type { Abstention, Opinion } from './answer';
import { type AbstentionFields, type AnswerFields, defineAgent } from './define-agent';

/** What stands around an agent in one run. */
export interface Around {
  /** Sees every moment, after the agent has. */
  observe?(snapshot: Snapshot): void;
  /** What becomes of an opinion. */
  change(opinion: Opinion, situation: Situation, call: AgentCall): NowOrLater<AnswerFields>;
}

/** The fields of an abstention, for one that has no opinion because another one has none. */
export const passedOn = ({ code, reason, evidence, cost, model, isDegraded }: Abstention): AbstentionFields => ({
  abstain: code,
  reason,
  evidence,
  cost,
  model,
  isDegraded,
});

/** Makes an agent around another one: its abstentions are passed on, and its opinions are changed. */
export const aroundAgent = (name: string, agent: Agent, start: (context: AgentContext) => Around): Agent =>
  defineAgent({
    name,
    start: (context) => {
      const running = agent.start(context);
      const around = start(context);
      return {
        observe: (snapshot) => {
          running.observe(snapshot);
          around.observe?.(snapshot);
        },
        ask: (situation, call) =>
          nowOrLater(function* (): Generator<unknown, AnswerFields, unknown> {
            const answer = yield* wait(running.ask(situation, call));
            if (answer.type === 'abstention') return passedOn(answer);
            return yield* wait(around.change(answer, situation, call));
          }),
      };
    },
  });
