import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type KnownNumbers, knownNumbers } from '../../combine/known-numbers';
import { agentSchema } from '../../combine/members';
import { strikeClaims } from '../../combine/strike-claims';
import { nowOrLater, wait } from '../../now-or-later';
import type { Agent, Situation } from '../../opinion/agent';
import type { Answer } from '../../opinion/answer';
import { abstention, messageOf } from '../../opinion/normalise-answer';

export interface FactCheckedOptions {
  /** Names of agents whose numbers count as known when they were heard: those that compute. Defaults to none. */
  readonly trusts?: readonly string[] | undefined;
  /** Numbers that claims may use besides. Defaults to none. */
  readonly numbers?: readonly number[] | undefined;
}

const schema = z.strictObject({
  agent: agentSchema(),
  trusts: z.array(z.string()).default([]),
  numbers: z.array(z.number()).default([]),
});

/** What a claim may rest on: the situation, and what trusted agents said, as evidence of their own. */
const knownOf = (situation: Situation, trusts: readonly string[], numbers: readonly number[]): KnownNumbers => {
  const reports = situation.heard
    .filter(({ agent, model }) => trusts.includes(agent) && model === undefined)
    .map(({ agent, reason }, place) => ({
      id: `heard:${agent}:${place}`,
      kind: 'report',
      source: agent,
      trust: 'measured' as const,
      instrumentIds: [],
      publishedAtMs: undefined,
      receivedAtMs: situation.timeMs,
      content: reason,
      contentHash: '',
    }));
  return knownNumbers({ ...situation, evidence: [...situation.evidence, ...reports] }, numbers);
};

/** A statement after its check; one that cannot be checked is none. */
const checked = (
  said: Answer,
  situation: Situation,
  { trusts, numbers }: { readonly trusts: readonly string[]; readonly numbers: readonly number[] },
): ReturnType<typeof strikeClaims> => {
  try {
    return strikeClaims(said, knownOf(situation, trusts, numbers));
  } catch (error) {
    const { agent, instrumentId, timeMs, cost } = said;
    const place = { agent, instrumentId, timeMs, knownEvidence: new Set<string>() };
    return {
      answer: abstention(place, 'failed', `Its numbers could not be checked: ${messageOf(error)}`, cost),
      struck: [],
    };
  }
};

/**
 * Makes an agent whose claims are struck where they have a number that nothing known has, in digits or in English words.
 *
 * The check of `debate` around one agent: `twenty percent`, `doubled`, `half a million` are read as digits. Besides, what agents named in
 * `trusts` have computed counts as known. Struck claims are told as `claim-struck` and take their part of the confidence along. What a language model
 * said is never known, whatever its name is.
 *
 * - State and cost: of the agent, and O(text × known numbers). Not read: numbers in other languages, Roman ones, ordinals.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { defineAgent, factChecked } from '@sigmax/agents';
 * const loud = defineAgent({ name: 'loud', start: () => () => ({ score: 1, confidence: 1, reason: 'It rose ninety percent.' }) });
 * factChecked(loud).name; // => 'loud'
 * ```
 */
export const factChecked = (agent: Agent, options: FactCheckedOptions = {}): Agent => {
  const { trusts, numbers } = parseOptions(schema, { agent, ...options }, 'factChecked');
  return {
    name: agent.name,
    start: (context) => {
      const running = agent.start(context);
      return {
        observe: (snapshot) => running.observe(snapshot),
        ask: (situation, call) =>
          nowOrLater(function* (): Generator<unknown, Answer, unknown> {
            const said = yield* wait(running.ask(situation, call));
            const { answer, struck } = checked(said, situation, { trusts, numbers });
            for (const claim of struck) {
              call.emit({ type: 'claim-struck', agent: agent.name, round: situation.round, ...claim });
            }
            return answer;
          }),
      };
    },
  };
};
