import { type Clock, parseOptions, systemClock } from '@sigmax/core';
import { z } from 'zod';
import { ModelError } from '../../errors';
import { jsonOf, postJson } from '../http/post-json';
import type { FinishReason, LanguageModel, ModelPrice, ModelReply, ModelRequest, ToolCall } from '../language-model';
import { inputTokenBound, modelCost } from '../model-cost';

/** What every model behind HTTP is given. */
export interface HttpModelOptions {
  /** Of the server, without a path of the protocol. */
  readonly baseUrl: string;
  /** As the server calls it. */
  readonly model: string;
  /** Network access: the `fetch` of your runtime, or one of your own that adds an authorization. */
  readonly fetch: typeof fetch;
  /** How long one request may take, its whole answer included. */
  readonly timeoutMs: number;
  readonly price: ModelPrice;
  /** Sent with each request, for example an authorization. Never recorded, never in an error. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Largest answer that is read. Defaults to 1,048,576. */
  readonly maximumBytes?: number | undefined;
  /** Times requests. Defaults to the machine's clock. */
  readonly clock?: Clock | undefined;
}

const amount = z.number().nonnegative().max(1e6);

const priceShape = z.strictObject({ inputUsdPerMillionTokens: amount, outputUsdPerMillionTokens: amount });

const shape = z.strictObject({
  baseUrl: z.url({ protocol: /^https?$/ }),
  model: z.string().min(1).max(256),
  fetch: z.custom<typeof fetch>((value) => typeof value === 'function', 'expected a function'),
  timeoutMs: z.number().positive().max(3_600_000),
  price: priceShape,
  headers: z.record(z.string(), z.string()).default({}),
  maximumBytes: z.int().positive().default(1_048_576),
  clock: z
    .custom<Clock>((value) => typeof Reflect.get(Object(value), 'after') === 'function', 'expected a Clock')
    .default(systemClock),
});

/** The schema of a price. */
export const modelPriceSchema = () => priceShape;

export const httpModelSchema = () => shape;

export type HttpModelSettings = z.output<typeof shape>;

/** What a protocol reads from an answer. */
export interface ReadReply {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: FinishReason;
  readonly inputTokens: number | undefined;
  readonly outputTokens: number | undefined;
}

/** How one protocol speaks. */
export interface Protocol {
  readonly maker: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  body(request: ModelRequest, model: string): unknown;
  /** Throws where the answer is not one of the protocol's. */
  read(answer: unknown): ReadReply;
}

const encoder = new TextEncoder();

const replyOf = (read: ReadReply, request: ModelRequest, price: ModelPrice): ModelReply => {
  const { text, toolCalls, finish, inputTokens, outputTokens } = read;
  const isUsageKnown = inputTokens !== undefined && outputTokens !== undefined;
  const said = encoder.encode(text + JSON.stringify(toolCalls)).length;
  const cost = modelCost(price, inputTokens ?? inputTokenBound(request), outputTokens ?? said);
  return { text, toolCalls, finish, cost, isUsageKnown };
};

/** A language model that is asked by one protocol over HTTP. */
export const httpModel = (protocol: Protocol, settings: HttpModelSettings): LanguageModel => {
  const { baseUrl, model, price, headers } = settings;
  const id = `${protocol.maker}:${model}`;
  const url = `${baseUrl.replace(/\/+$/, '')}${protocol.path}`;
  const http = { ...settings, headers: { ...protocol.headers, ...headers } };
  return {
    id,
    price,
    complete: async (request, call) => {
      const answer = jsonOf(id, await postJson(id, url, protocol.body(request, model), http, call.signal));
      let read: ReadReply;
      try {
        read = protocol.read(answer);
      } catch (cause) {
        throw new ModelError({
          code: 'UNEXPECTED_REPLY',
          message: `${id}: the answer is not one of this protocol.`,
          remedy: 'Look whether baseUrl leads to a server that speaks it.',
          cause,
        });
      }
      return replyOf(read, request, price);
    },
  };
};

/** Options of a model behind HTTP, checked. */
export const parseHttpModel = (options: unknown, what: string): HttpModelSettings => parseOptions(shape, options, what);
