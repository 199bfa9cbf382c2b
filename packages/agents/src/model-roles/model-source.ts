import { type Clock, parseOptions, seededRandom, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { ModelError } from '../errors';
import type { LanguageModel } from '../models/language-model';
import { nowOrLater, wait } from '../now-or-later';
import type { AgentCall } from '../opinion/agent';
import type { AgentEvent } from '../opinion/agent-event';
import { type Evidence, evidence } from '../opinion/evidence';
import { privateModel } from '../roles/privacy/private-model';
import type { ResearchSource } from '../roles/research/research-source';
import { researcher } from '../roles/research/researcher';
import { closedReader } from '../security/closed-reader';
import { closedShape } from '../security/closed-shape';

/** A source that a model may choose, and in a few words of ours what it finds. */
export interface OfferedSource extends ResearchSource {
  readonly about: string;
}

export interface ModelSourceOptions {
  readonly id: string;
  readonly model: LanguageModel;
  /** What can be asked. The model chooses among these and writes no query of its own. */
  readonly sources: readonly OfferedSource[];
  /** Most sources that are asked at a time: the first of the list among those chosen. */
  readonly maximumSources: number;
  /** How long each source may take. */
  readonly timeoutMs: number;
  readonly maximumOutputTokens: number;
  /** Times sources. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
  /** Is told of the requests to the model. Defaults to nobody. */
  readonly onEvent?: ((event: AgentEvent) => void) | undefined;
}

const has = (name: string) => (value: unknown) => typeof Reflect.get(Object(value), name) === 'function';

const isOffered = (value: unknown): boolean =>
  has('find')(value) && typeof Reflect.get(Object(value), 'about') === 'string';

const schema = z.strictObject({
  id: z.string().min(1),
  model: z.custom<LanguageModel>(has('complete'), 'expected a language model'),
  sources: z.array(z.custom<OfferedSource>(isOffered, 'expected a source with find() and about')).min(1).max(64),
  maximumSources: z.int().positive(),
  timeoutMs: z.number().positive(),
  maximumOutputTokens: z.int().positive(),
  clock: z.custom<Clock>(has('after'), 'expected a Clock').default(systemClock),
  onEvent: z.custom<(event: AgentEvent) => void>((value) => typeof value === 'function').optional(),
});

const question =
  'You plan research on an instrument for a decision at a moment. Choose by id which of the listed sources are worth asking.';

/** What a model chose to look at is worth no more than what anybody writes. */
const untrusted = ({ id, kind, source, instrumentIds, publishedAtMs, receivedAtMs, content }: Evidence): Evidence =>
  evidence({ id, kind, source, instrumentIds, publishedAtMs, receivedAtMs, content, trust: 'untrusted' });

const failure = (id: string, code: string, what: string): ModelError =>
  new ModelError({
    code,
    message: `modelSource ${id}: ${what}.`,
    remedy: 'Give the sources to `researcher` besides, or wait until the model can be asked again.',
  });

/**
 * Makes a source of research in which a language model chooses what is asked, among sources that are given.
 *
 * The model sees the instrument, the kinds that are wanted and what each source is about, and replies with ids of the list. What these
 * find is marked as untrusted, whatever they say of it. A source that throws or hangs costs itself, as with `researcher`.
 *
 * - State: none. Cost: one request, and the sources that were chosen. Prompts are redacted as by `privateModel`.
 * - Errors: of the model; `MALFORMED_REPLY` for a reply of another form; `SOURCES_FAILED` when none of those chosen answered.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong, or two sources have one id.
 * @example
 * ```ts
 * import { evidence, noCost, researcher } from '@sigmax/agents';
 * import { modelSource } from '@sigmax/agents/model-roles';
 * const item = evidence({ kind: 'news', source: 'wire', receivedAtMs: 1, content: 'Upgrade shipped', trust: 'listed' });
 * const sources = [
 *   { id: 'wire', about: 'headlines', kinds: ['news'], find: () => [item] },
 *   { id: 'chain', about: 'transfers', kinds: ['on-chain'], find: () => [] },
 * ];
 * const model = {
 *   id: 'test:one',
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: () => ({ text: '{"ask":["wire"]}', toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true }),
 * };
 * const source = modelSource({ id: 'scout', model, sources, maximumSources: 2, timeoutMs: 1_000, maximumOutputTokens: 50 });
 * const gatherer = researcher({ sources: [source], timeoutMs: 5_000 });
 * const query = { instrumentId: 'demo:BTC/USDT', timeMs: 2 };
 * const { evidence: found } = await gatherer.gather(query, new AbortController().signal);
 * found[0]?.trust; // => 'untrusted'
 * ```
 */
export const modelSource = (options: ModelSourceOptions): ResearchSource => {
  const settings = parseOptions(schema, options, 'modelSource');
  const { id, sources, maximumSources, timeoutMs, maximumOutputTokens, clock, onEvent } = settings;
  // Made once, so that two sources of one id are refused at the start.
  researcher({ sources, timeoutMs, clock });
  const ids = sources.map((source) => source.id);
  const read = closedReader({
    model: privateModel(settings.model),
    question,
    shape: closedShape('sources', { ask: { someOf: ids } }),
    maximumOutputTokens,
    // Nothing of others is quoted, so that any marker does.
    random: seededRandom(0),
  });
  return {
    id,
    kinds: [...new Set(sources.flatMap(({ kinds }) => kinds))],
    find: (query, signal) =>
      nowOrLater(function* (): Generator<unknown, readonly Evidence[], unknown> {
        const { instrumentId, kinds } = query;
        const fits = sources.filter((one) => kinds === undefined || one.kinds.some((kind) => kinds.includes(kind)));
        const offered = fits.map((one) => ({ id: one.id, kinds: one.kinds, about: one.about }));
        const call: AgentCall = { signal, emit: (event) => onEvent?.(event) };
        const { value } = yield* wait(read([], call, { instrument: instrumentId, sources: offered }).reply);
        if (value === undefined) throw failure(id, 'MALFORMED_REPLY', 'the reply of the model had another form');
        const chosen = fits.filter((one) => value.ask.includes(one.id)).slice(0, maximumSources);
        if (chosen.length === 0) return [];
        const report = yield* wait(researcher({ sources: chosen, timeoutMs, clock }).gather(query, signal));
        if (report.missing.length === chosen.length) {
          throw failure(id, 'SOURCES_FAILED', `none of ${report.missing.join(', ')} answered`);
        }
        return report.evidence.filter(({ kind }) => kind !== 'source-status').map(untrusted);
      }),
  };
};
