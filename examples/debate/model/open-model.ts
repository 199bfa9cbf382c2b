import { existsSync, readFileSync } from 'node:fs';
import {
  type Cassette,
  type LanguageModel,
  openAiCompatible,
  openCassette,
  recordModel,
  replayModel,
} from '@sigmax/agents';
import { InvalidOptionsError } from '@sigmax/core';
import type { ModelSettings } from '../settings';

const prices = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 };

/** A cassette with the model that fills it, or `undefined` where it is only replayed. */
export interface OpenedModel {
  readonly cassette: Cassette;
  readonly recording: LanguageModel | undefined;
  /** Answers from the cassette and never asks. */
  readonly replay: LanguageModel;
}

/**
 * Opens the recording, and the server behind it where one was named.
 *
 * @throws {InvalidOptionsError} there is nothing to replay.
 */
export const openModel = ({ url, name, cassette: file }: ModelSettings, key: string | undefined): OpenedModel => {
  const isThere = existsSync(file);
  if (!isThere && url === undefined) {
    throw new InvalidOptionsError({
      code: 'NO_SUCH_FILE',
      message: `--cassette was ${JSON.stringify(file)}, which is not there.`,
      remedy: 'Give --model URL to record one.',
      context: { file },
    });
  }
  const cassette = openCassette(isThere ? readFileSync(file, 'utf8') : undefined);
  const id = `openai:${name}`;
  if (url === undefined) return { cassette, recording: undefined, replay: replayModel(cassette, { id }) };
  const asked = openAiCompatible({
    baseUrl: url,
    model: name,
    fetch,
    timeoutMs: 120_000,
    price: prices,
    headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
  });
  return { cassette, recording: recordModel(asked, cassette), replay: replayModel(cassette, { id: asked.id }) };
};
