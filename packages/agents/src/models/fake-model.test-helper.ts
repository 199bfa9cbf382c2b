import type { NowOrLater } from '../now-or-later';
import type { LanguageModel, ModelReply, ModelRequest } from './language-model';
import { modelCost } from './model-cost';

export const freePrice = { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 };

export const requestOf = (content: string, maximumOutputTokens = 100): ModelRequest => ({
  messages: [
    { role: 'system', content: 'Be brief.' },
    { role: 'user', content },
  ],
  maximumOutputTokens,
});

export const replyOf = (text: string, more: Partial<ModelReply> = {}): ModelReply => ({
  text,
  toolCalls: [],
  finish: 'stop',
  cost: modelCost({ inputUsdPerMillionTokens: 1, outputUsdPerMillionTokens: 2 }, 10, text.length),
  isUsageKnown: true,
  ...more,
});

/** A model that replies what a function says, and keeps what it was asked. */
export const fakeModel = (
  reply: (request: ModelRequest, count: number, signal: AbortSignal) => NowOrLater<string | ModelReply>,
  id = 'test:fake',
) => {
  const asked: ModelRequest[] = [];
  const full = (said: string | ModelReply): ModelReply => (typeof said === 'string' ? replyOf(said) : said);
  const model: LanguageModel = {
    id,
    price: freePrice,
    complete: (request, { signal }) => {
      asked.push(request);
      const said = reply(request, asked.length - 1, signal);
      return said instanceof Promise ? said.then(full) : full(said);
    },
  };
  return { model, asked };
};
