import { canonicalJson, SigmaxError } from '@sigmax/core';
import { mapTexts } from '../map-texts';
import { redactSensitive } from '../models/http/redact-sensitive';
import type { LanguageModel, ModelCall, ModelReply, ModelRequest } from '../models/language-model';
import { requestKey } from '../models/request-key';
import { isLater, type NowOrLater, nowOrLater, wait } from '../now-or-later';
import type { Json } from '../opinion/evidence';
import { messageOf } from '../opinion/normalise-answer';
import type { Cassette } from './cassette';
import type { CassetteEntry } from './cassette-entry';

export interface RecordOptions {
  /** Takes out of every text what must not be written down. Defaults to `redactSensitive`. */
  readonly redact?: ((text: string) => string) | undefined;
}

/** As JSON writes it: what a recording gives back must not differ from what was given at first. */
const plain = (value: unknown): Json => JSON.parse(canonicalJson(value)) as Json;

/**
 * Wraps a model so that every reply is kept on a cassette, failures too. What is on it already is not asked again.
 *
 * So a recorded run and its replay see the same replies, whichever prompts come twice. Texts are redacted before they are kept, and
 * the caller gets the reply as it is kept; the key is the hash of the request before that. A request that failed is asked again by
 * the next call, and the later outcome is kept. What was aborted is not kept, so that a replay of a run
 * in which `withTimeout` gave up on a model ends there; let `timeoutMs` of the model come first, whose failure is kept.
 *
 * - State: the cassette. Put retries inside, so that what is kept is what came of them.
 *
 * @example
 * ```ts
 * import { noCost, openCassette, recordModel, replayModel } from '@sigmax/agents';
 * const live = {
 *   id: 'test:live',
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: async () => ({ text: 'Hello.', toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true }),
 * };
 * const cassette = openCassette();
 * const call = { signal: new AbortController().signal, emit: () => {} };
 * const request = { messages: [{ role: 'user' as const, content: 'Hi' }], maximumOutputTokens: 10 };
 * await recordModel(live, cassette).complete(request, call);
 * (await replayModel(cassette, { id: 'test:live' }).complete(request, call)).text; // => 'Hello.'
 * ```
 */
export const recordModel = (model: LanguageModel, cassette: Cassette, options: RecordOptions = {}): LanguageModel => {
  const { redact = redactSensitive } = options;

  /** Requests under way: two that are equal are one, as they will be in a replay. */
  const asking = new Map<string, Promise<ModelReply>>();

  const keep = (key: string, request: ModelRequest, outcome: Pick<CassetteEntry, 'reply' | 'failure'>): void => {
    const asked = plain(request);
    const kept = mapTexts(asked, redact);
    const isRedacted = canonicalJson(kept) !== canonicalJson(asked);
    cassette.keep({ key, model: model.id, request: kept, isRedacted, ...outcome });
  };

  const askAndKeep = (key: string, request: ModelRequest, call: ModelCall): NowOrLater<ModelReply> =>
    nowOrLater(function* () {
      try {
        const reply = mapTexts(plain(yield* wait(model.complete(request, call))), redact) as unknown as ModelReply;
        keep(key, request, { reply });
        return reply;
      } catch (error) {
        const code = SigmaxError.isInstance(error) ? error.code : 'FAILED';
        if (code !== 'ABORTED' && !call.signal.aborted) {
          keep(key, request, { failure: { code, message: redact(messageOf(error)) } });
        }
        throw error;
      }
    });

  return {
    id: model.id,
    price: model.price,
    complete: (request, call) => {
      const key = requestKey(model.id, request);
      const known = cassette.entry(key)?.reply ?? asking.get(key);
      if (known !== undefined) return known;
      const reply = askAndKeep(key, request, call);
      if (isLater(reply)) {
        const forget = (): void => void asking.delete(key);
        asking.set(key, reply);
        reply.then(forget, forget);
      }
      return reply;
    },
  };
};
