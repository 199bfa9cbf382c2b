import { InvalidOptionsError } from '@sigmax/core';
import { z } from 'zod';
import { allOf, type NowOrLater } from '../now-or-later';
import type { Agent, AgentCall, AgentContext, RunningAgent, Situation } from '../opinion/agent';
import type { Answer } from '../opinion/answer';
import { forkCall } from '../opinion/event-tree';

/** An agent with a say. */
export interface Member {
  readonly agent: Agent;
  /** What its say counts beside the others'. */
  readonly weight: number;
}

const isAgent = (value: unknown): boolean =>
  typeof Reflect.get(Object(value), 'start') === 'function' && typeof Reflect.get(Object(value), 'name') === 'string';

/** The schema of an agent. */
export const agentSchema = () => z.custom<Agent>(isAgent, 'expected an agent');

/** The schema of a list of agents with weights. */
export const membersSchema = () =>
  z.array(z.strictObject({ agent: agentSchema(), weight: z.number().positive().max(1e9) })).min(1);

/** Refuses two agents of one name: events and logs could not tell which one said what. */
export const requireDistinctNames = (what: string, agents: readonly Agent[]): void => {
  const names = agents.map(({ name }) => name);
  const twice = names.find((name, place) => names.indexOf(name) !== place);
  if (twice === undefined) return;
  throw new InvalidOptionsError({
    code: 'DUPLICATE_AGENT',
    message: `${what}: two agents are named ${JSON.stringify(twice)}.`,
    remedy: 'Give each agent a name of its own.',
    context: { twice },
  });
};

/** Agents in one run, asked together. */
export interface RunningMembers {
  observe(snapshot: Situation['snapshot']): void;
  /** All answers in the order of the agents; agents that take time are asked at the same time. */
  ask(situation: Situation, call: AgentCall): NowOrLater<readonly Answer[]>;
}

export const startMembers = (agents: readonly Agent[], context: AgentContext): RunningMembers => {
  const running: readonly RunningAgent[] = agents.map((agent) => agent.start(context));
  return {
    observe: (snapshot) => {
      for (const one of running) one.observe(snapshot);
    },
    ask: (situation, call) => allOf(running.map((one) => one.ask(situation, forkCall(call)))),
  };
};
