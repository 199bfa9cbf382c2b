import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema, requireDistinctNames, startMembers } from '../../combine/members';
import { mergedFields } from '../../combine/merged-fields';
import { nowOrLater, wait } from '../../now-or-later';
import type { Agent } from '../../opinion/agent';
import { passedOn } from '../../opinion/around-agent';
import { type AnswerFields, defineAgent } from '../../opinion/define-agent';

export interface BriefedOptions {
  /** Who is asked first, all at once. */
  readonly analysts: readonly Agent[];
  /** Who hears them, and has the opinion. */
  readonly agent: Agent;
  /** Defaults to `"briefed"`. */
  readonly name?: string | undefined;
}

const schema = z.strictObject({
  analysts: z.array(agentSchema()).min(1),
  agent: agentSchema(),
  name: z.string().default('briefed'),
});

/**
 * Makes an agent that hears what analysts say before it is asked.
 *
 * The answers of the analysts stand in `heard`, before what was heard already; the answer is that of `agent`, with the cost of all.
 *
 * - State: of the agents. Cost: theirs. Abstains: as `agent` does.
 *
 * @throws {InvalidOptionsError} an option is wrong, or two agents have one name.
 * @example
 * ```ts
 * import { advocate, briefed, technicalAgent } from '@sigmax/agents';
 * const technical = technicalAgent({ horizonMs: 14_400_000, maximumConfidence: 0.4 });
 * const bull = advocate({ side: 'bull', reports: ['technical'], opponent: 'bear', concession: 0.3 });
 * briefed({ analysts: [technical], agent: bull }).name; // => 'briefed'
 * ```
 */
export const briefed = (options: BriefedOptions): Agent => {
  const { analysts, agent, name } = parseOptions(schema, options, 'briefed');
  requireDistinctNames('briefed', [...analysts, agent]);
  return defineAgent({
    name,
    start: (context) => {
      const reports = startMembers(analysts, context);
      const running = agent.start(context);
      return {
        observe: (snapshot) => {
          reports.observe(snapshot);
          running.observe(snapshot);
        },
        ask: (situation, call) =>
          nowOrLater(function* (): Generator<unknown, AnswerFields, unknown> {
            const said = yield* wait(reports.ask(situation, call));
            const answer = yield* wait(running.ask({ ...situation, heard: [...said, ...situation.heard] }, call));
            const { cost, isDegraded } = mergedFields([...said, answer]);
            if (answer.type === 'abstention') return { ...passedOn(answer), cost, isDegraded };
            return { ...answer, cost, isDegraded };
          }),
      };
    },
  });
};
