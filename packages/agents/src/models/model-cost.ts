import type { Cost } from '../opinion/cost';
import type { ModelPrice, ModelRequest } from './language-model';

const encoder = new TextEncoder();

/** Tokens that a template may put around each message and around the whole. */
const perMessage = 16;
const perRequest = 64;

/**
 * Returns the most input tokens that a request can be: a byte-level tokenizer makes no more tokens than there are bytes.
 *
 * bytes of all texts, tools and schemas + 16 a message + 64. Usually three to four times what is billed.
 */
export const inputTokenBound = (request: ModelRequest): number => {
  const { messages, tools, responseSchema } = request;
  const text = JSON.stringify([messages, tools ?? [], responseSchema ?? null]);
  return encoder.encode(text).length + perMessage * messages.length + perRequest;
};

/**
 * Returns what tokens cost, in whole billionths of a dollar, rounded up.
 *
 * nanoUsd = ⌈inputTokens × inputUsdPerMillionTokens × 1000⌉ + ⌈outputTokens × outputUsdPerMillionTokens × 1000⌉
 */
export const modelCost = (price: ModelPrice, inputTokens: number, outputTokens: number): Cost => ({
  calls: 1,
  inputTokens,
  outputTokens,
  nanoUsd:
    roundedUp(inputTokens * price.inputUsdPerMillionTokens * 1_000) +
    roundedUp(outputTokens * price.outputUsdPerMillionTokens * 1_000),
});

/** Up to the next whole number, except where only the rounding of the products, at most three halves of 2^-52, is above one. */
const roundedUp = (value: number): number => Math.ceil(value * (1 - 4e-16));

/** The most that a request can cost with its whole output used. */
export const costBound = (price: ModelPrice, request: ModelRequest): Cost =>
  modelCost(price, inputTokenBound(request), request.maximumOutputTokens);
