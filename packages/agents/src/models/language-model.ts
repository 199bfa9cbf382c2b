import type { NowOrLater } from '../now-or-later';
import type { AgentCall } from '../opinion/agent';
import type { Cost } from '../opinion/cost';
import type { Json } from '../opinion/evidence';

/** A tool that a model wants to have called. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: Json;
}

export interface ToolDescription {
  readonly name: string;
  readonly description: string;
  /** JSON Schema of the input. */
  readonly inputSchema: Json;
}

export type ModelMessage =
  | { readonly role: 'system' | 'user'; readonly content: string }
  | { readonly role: 'assistant'; readonly content: string; readonly toolCalls?: readonly ToolCall[] | undefined }
  | { readonly role: 'tool'; readonly content: string; readonly toolCallId: string };

/** Everything that decides what a model replies. Plain data: its hash is the key of a recording. */
export interface ModelRequest {
  readonly messages: readonly ModelMessage[];
  readonly maximumOutputTokens: number;
  readonly temperature?: number | undefined;
  readonly seed?: number | undefined;
  readonly stop?: readonly string[] | undefined;
  readonly tools?: readonly ToolDescription[] | undefined;
  /** The reply has to be JSON of this schema; servers hold to it more or less. */
  readonly responseSchema?: { readonly name: string; readonly schema: Json } | undefined;
}

/** Why a reply ended. `length`: it was cut. */
export type FinishReason = 'stop' | 'length' | 'tool-calls' | 'refused' | 'other';

export interface ModelReply {
  readonly text: string;
  readonly toolCalls: readonly ToolCall[];
  readonly finish: FinishReason;
  readonly cost: Cost;
  /** Whether the server said how many tokens it took; otherwise the cost is an upper bound. */
  readonly isUsageKnown: boolean;
}

/** What comes with a request besides what decides the reply. */
export type ModelCall = AgentCall;

/**
 * Something that replies to messages.
 *
 * An implementer gives one reply for each request or fails with a `ModelError`, stops its work when `call.signal` is aborted, keeps
 * no state between requests, and never puts a credential into an error or event.
 */
export interface LanguageModel {
  /** Maker and model, `"openai:gpt-4o-mini"`. Part of the key of a recording. */
  readonly id: string;
  readonly price: ModelPrice;
  complete(request: ModelRequest, call: ModelCall): NowOrLater<ModelReply>;
}

/** What a model's tokens cost, in US dollars. */
export interface ModelPrice {
  readonly inputUsdPerMillionTokens: number;
  readonly outputUsdPerMillionTokens: number;
}
