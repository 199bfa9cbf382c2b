import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema } from '../combine/members';
import type { LanguageModel } from '../models/language-model';
import { nowOrLater, wait } from '../now-or-later';
import type { Agent, Situation } from '../opinion/agent';
import type { Answer, Opinion } from '../opinion/answer';
import { passedOn } from '../opinion/around-agent';
import { sumOfCosts } from '../opinion/cost';
import { type AnswerFields, defineAgent } from '../opinion/define-agent';
import { type Evidence, evidence } from '../opinion/evidence';
import { privateModel } from '../roles/privacy/private-model';
import { factChecked } from '../roles/sides/fact-checked';
import { closedReader } from '../security/closed-reader';
import { type PromptGuard, promptGuard } from '../security/prompt-guard';
import { type ModelRoleName, type RoleBrief, roleBriefs } from './role-briefs';
import { roleReply } from './role-reply';

export interface ModelRoleOptions {
  readonly role: ModelRoleName;
  /** The deterministic agent of the role. The model never says more than it, and nothing where it says nothing. */
  readonly computed: Agent;
  readonly model: LanguageModel;
  readonly maximumOutputTokens: number;
  /** Defaults to `promptGuard()`. */
  readonly guard?: PromptGuard | undefined;
  /** Bull and bear: names of agents whose numbers count as known, as `factChecked` has it. Defaults to none. */
  readonly trusts?: readonly string[] | undefined;
  /** Most items of evidence that are quoted, the latest of them. Defaults to 20. */
  readonly maximumItems?: number | undefined;
  /** How often a reply of a wrong form is sent back. Defaults to 0: a reply that others steered is not shown again. */
  readonly repairs?: number | undefined;
  /** Defaults to the name of `computed` and `" model"`. */
  readonly name?: string | undefined;
}

const has = (name: string) => (value: unknown) => typeof Reflect.get(Object(value), name) === 'function';

const schema = z.strictObject({
  role: z.enum(Object.keys(roleBriefs) as [ModelRoleName, ...ModelRoleName[]]),
  computed: agentSchema(),
  model: z.custom<LanguageModel>(has('complete'), 'expected a language model'),
  maximumOutputTokens: z.int().positive(),
  guard: z.custom<PromptGuard>(has('evidence'), 'expected a prompt guard').optional(),
  trusts: z.array(z.string()).default([]),
  maximumItems: z.int().positive().max(1_000).default(20),
  repairs: z.int().min(0).max(3).default(0),
  name: z.string().optional(),
});

const reportKind = 'report';

/** What an agent said, as an item to be quoted. What a model said is of anybody. */
const reportOf = ({ agent, reason, model, timeMs }: Answer, place: number): Evidence =>
  evidence({
    id: `report:${place}`,
    kind: reportKind,
    source: agent,
    trust: model === undefined ? 'measured' : 'untrusted',
    receivedAtMs: timeMs,
    content: reason,
  });

/** What is quoted to a model: the latest evidence of the kinds of its role, and reports. */
const quotedOf = ({ kinds, hears }: RoleBrief, situation: Situation, computed: Opinion, maximumItems: number) => {
  const items = situation.evidence.filter(({ kind }) => kinds.includes(kind)).slice(-maximumItems);
  const heard = hears ? situation.heard : [computed];
  return { items, reports: heard.slice(-maximumItems).map(reportOf) };
};

const numbersOf = ({ snapshot, instrumentId }: Situation) => {
  const { open, high, low, close, volume } = snapshot.barOf(instrumentId) ?? {};
  const bar = { open, high, low, close, volume };
  const isWhole = Object.values(bar).every((value) => typeof value === 'number' && Number.isFinite(value));
  const weight = snapshot.portfolio.weight(instrumentId);
  return {
    instrument: instrumentId,
    bar: isWhole ? (bar as Record<keyof typeof bar, number>) : null,
    weightHeld: Number.isFinite(weight) ? weight : null,
  };
};

/**
 * Makes an agent in which a language model does the work of a role, inside the bounds of the deterministic agent of that role.
 *
 * The computed agent is asked first; where it abstains, so does this one, with its code. Then the model is shown numbers, the latest
 * evidence of the kinds of its role and reports, through the prompt guard and between markers, and replies in a closed shape: words of
 * a list and bounded numbers. Bull and bear reply with sentences besides, of which those that speak to their reader are dropped and those
 * with unknown numbers struck.
 *
 * | role | what the model decides | bound |
 * | --- | --- | --- |
 * | fundamental, technical, sentiment | score, confidence | confidence ≤ computed × part of the evidence that could be shown |
 * | bull, bear | strength, confidence, arguments | side of the computed one; each ≤ computed |
 * | risk, compliance | an objection: score −1 | adds a no, lifts none; not asked where there is one |
 * | validator, behavioural, optimiser | a part of the confidence | ≤ computed; the score stays |
 *
 * - State: of the computed agent. Cost: its and at most 1 + `repairs` requests. Prompts are redacted as by `privateModel`.
 * - Abstains: as the computed agent; `malformed` for a reply of another form; `no-data` where the model says that it sees nothing;
 *   `unsafe` where none of the evidence could be shown; `failed`, `timed-out`, `budget-exhausted` as the model fails.
 * - Errors: `ReplayError` of a recording. Markers are drawn from the seed of the run, so that a recording belongs to its seed.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { ladder, noCost, technicalAgent } from '@sigmax/agents';
 * import { modelRole } from '@sigmax/agents/model-roles';
 * const text = '{"direction":"up","strength":0.6,"confidence":0.9,"because":["trend"]}';
 * const model = {
 *   id: 'test:one',
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: () => ({ text, toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true }),
 * };
 * const computed = technicalAgent({ horizonMs: 14_400_000, maximumConfidence: 0.4 });
 * const spoken = modelRole({ role: 'technical', computed, model, maximumOutputTokens: 200 });
 * ladder({ rungs: [spoken, computed] }).name; // => 'ladder'
 * spoken.name; // => 'technical model'
 * ```
 */
export const modelRole = (options: ModelRoleOptions): Agent => {
  const settings = parseOptions(schema, options, 'modelRole');
  const { role, computed, maximumOutputTokens, guard = promptGuard(), trusts, maximumItems, repairs } = settings;
  const name = settings.name ?? `${computed.name} model`;
  const brief = roleBriefs[role];
  const shape = roleReply(brief);
  const model = privateModel(settings.model);
  const mayPass = (sentence: string, timeMs: number): boolean =>
    guard.evidence([evidence({ kind: reportKind, source: name, receivedAtMs: timeMs, content: sentence })]).shown
      .length > 0;

  const agent = defineAgent({
    name,
    start: (context) => {
      const running = computed.start(context);
      const watch = brief.watch?.(context.instrumentId);
      const read = closedReader({
        model,
        question: brief.task,
        shape,
        maximumOutputTokens,
        random: context.random,
        guard,
        repairs,
      });
      return {
        observe: (snapshot) => {
          running.observe(snapshot);
          watch?.observe(snapshot);
        },
        ask: (situation, call) =>
          nowOrLater(function* (): Generator<unknown, AnswerFields, unknown> {
            const known = yield* wait(running.ask(situation, call));
            if (known.type === 'abstention') return passedOn(known);
            if (brief.reply === 'objection' && known.score < 0) return known;
            const { items, reports } = quotedOf(brief, situation, known, maximumItems);
            const facts = { ...numbersOf(situation), ...(watch === undefined ? {} : { done: watch.facts() }) };
            const { shown } = guard.evidence(items);
            if (items.length > 0 && shown.length === 0) {
              return {
                ...passedOn({ ...known, type: 'abstention', code: 'unsafe' }),
                reason: 'No item could be shown.',
              };
            }
            const { reply } = read([...items, ...reports], call, facts);
            const { value, cost: asked } = yield* wait(reply);
            const shared = {
              cost: sumOfCosts([known.cost, asked]),
              evidence: [...new Set([...known.evidence, ...shown.map(({ id }) => id)])],
              horizonMs: known.horizonMs,
              isDegraded: known.isDegraded,
              model: model.id,
            };
            // What is wrong with a reply may quote it, and nothing of it is passed on.
            if (value === undefined) return { ...shared, abstain: 'malformed', reason: 'The reply had another form.' };
            const said = value(known, (sentence) => mayPass(sentence, situation.timeMs));
            if (said === undefined)
              return { ...shared, abstain: 'no-data', reason: 'The model sees nothing to go on.' };
            const part = items.length === 0 ? 1 : shown.length / items.length;
            return {
              ...shared,
              ...said,
              confidence: brief.reply === 'objection' ? said.confidence : said.confidence * part,
            };
          }),
      };
    },
  });
  return brief.reply === 'argument' ? factChecked(agent, { trusts }) : agent;
};
