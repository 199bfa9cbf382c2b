import { ModelError, ReplayError } from '../errors';
import type { LanguageModel, ModelPrice } from '../models/language-model';
import { requestKey } from '../models/request-key';
import type { Cassette } from './cassette';
import { nearestEntry } from './nearest-entry';

export interface ReplayOptions {
  /** The name of the model that was recorded. */
  readonly id: string;
  /** Of its tokens, for budgets. Defaults to nothing; what replies cost stands in the recording. */
  readonly price?: ModelPrice | undefined;
}

const miss = (cassette: Cassette, id: string, key: string, request: unknown): ReplayError => {
  const nearest = nearestEntry(cassette.entries(), id, request);
  const where =
    nearest === undefined
      ? 'The cassette is empty.'
      : `Nearest is ${nearest.key.slice(0, 12)}, ${(100 * nearest.likeness).toFixed(0)} % alike, which differs first at ` +
        `${nearest.path}: recorded ${JSON.stringify(nearest.recorded)}, asked ${JSON.stringify(nearest.asked)}.`;
  return new ReplayError({
    code: 'CASSETTE_MISS',
    message: `Nothing is recorded for ${id} under ${key.slice(0, 12)}. ${where}`,
    remedy: 'Undo what changed the request, or record again.',
    context: { model: id, key, nearest },
  });
};

/**
 * Makes a model that replies from a cassette alone. It has no other model to ask: what was not recorded is an error.
 *
 * Answers at once, so that a bot with language models can be backtested. A failure that was recorded fails again, and is not worth
 * another try.
 *
 * - Errors: `ReplayError` CASSETTE_MISS, naming the nearest entry and the first difference; the `ModelError` that was recorded.
 *
 * @example
 * ```ts
 * import { openCassette, replayModel } from '@sigmax/agents';
 * const model = replayModel(openCassette(), { id: 'openai:tiny' });
 * const call = { signal: new AbortController().signal, emit: () => {} };
 * let code = '';
 * try {
 *   model.complete({ messages: [{ role: 'user', content: 'Hi' }], maximumOutputTokens: 10 }, call);
 * } catch (error) {
 *   code = (error as { code: string }).code;
 * }
 * code; // => 'CASSETTE_MISS'
 * ```
 */
export const replayModel = (cassette: Cassette, options: ReplayOptions): LanguageModel => {
  const { id, price = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 } } = options;
  return {
    id,
    price,
    complete: (request) => {
      const key = requestKey(id, request);
      const entry = cassette.entry(key);
      if (entry === undefined) throw miss(cassette, id, key, request);
      if (entry.reply !== undefined) return entry.reply;
      const { code = 'FAILED', message = '' } = entry.failure ?? {};
      throw new ModelError({ code, message, context: { isRecorded: true } });
    },
  };
};
