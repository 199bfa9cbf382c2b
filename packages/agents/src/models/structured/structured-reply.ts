import { z } from 'zod';
import { type NowOrLater, nowOrLater, wait } from '../../now-or-later';
import { type Cost, sumOfCosts } from '../../opinion/cost';
import type { Json } from '../../opinion/evidence';
import { callModel } from '../call-model';
import type { LanguageModel, ModelCall, ModelMessage, ModelRequest } from '../language-model';
import { jsonInText } from './json-in-text';

/** What a reply has to be. Make it once: writing a schema as JSON Schema costs more than reading a reply. */
export interface ReplyShape<Value> {
  readonly name: string;
  readonly jsonSchema: Json;
  /** The value, or what is wrong with it. */
  read(value: unknown): { readonly value: Value } | { readonly problem: string };
}

/**
 * Makes the shape of a reply from a zod schema.
 *
 * @example
 * ```ts
 * import { replyShape } from '@sigmax/agents';
 * import { z } from 'zod';
 * const shape = replyShape('side', z.strictObject({ side: z.enum(['buy', 'sell']) }));
 * shape.read({ side: 'buy' }); // => { value: { side: 'buy' } }
 * ```
 */
export const replyShape = <Schema extends z.ZodType>(name: string, schema: Schema): ReplyShape<z.output<Schema>> => ({
  name,
  jsonSchema: z.toJSONSchema(schema) as Json,
  read: (value) => {
    const parsed = schema.safeParse(value);
    if (parsed.success) return { value: parsed.data };
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.map(String).join('.') || 'reply'}: ${message}`,
    );
    return { problem: problems.slice(0, 10).join('; ') };
  },
});

export interface StructuredReply<Value> {
  /** `undefined` when no try gave one. */
  readonly value: Value | undefined;
  /** What was wrong with the last try; empty when nothing was. */
  readonly problem: string;
  /** Of all tries. */
  readonly cost: Cost;
  readonly attempts: number;
}

/** Longest text of a wrong reply that is shown to the model again. */
const longestShown = 4_000;

const repairOf = (text: string, problem: string): readonly ModelMessage[] => [
  { role: 'assistant', content: text.slice(0, longestShown) || '(nothing)' },
  { role: 'user', content: `That is not valid: ${problem}. Reply again, with the corrected JSON and nothing else.` },
];

/**
 * Asks a model for JSON of a shape, and shows it what is wrong at most `repairs` times.
 *
 * - Cost: at most 1 + `repairs` requests. A reply that was cut or refused is not repaired: it would be cut or refused again.
 * - Errors: those of the model. A reply that stays wrong is none: `value` is `undefined` and `problem` says why.
 *
 * @example
 * ```ts
 * import { noCost, replyShape, structuredReply } from '@sigmax/agents';
 * import { z } from 'zod';
 * const replies = ['Buy!', '{"side":"buy"}'];
 * const model = {
 *   id: 'test:two',
 *   price: { inputUsdPerMillionTokens: 0, outputUsdPerMillionTokens: 0 },
 *   complete: () => ({ text: replies.shift() ?? '', toolCalls: [], finish: 'stop' as const, cost: noCost, isUsageKnown: true }),
 * };
 * const shape = replyShape('side', z.strictObject({ side: z.enum(['buy', 'sell']) }));
 * const call = { signal: new AbortController().signal, emit: () => {} };
 * const request = { messages: [{ role: 'user' as const, content: 'Which?' }], maximumOutputTokens: 10 };
 * const reply = await structuredReply(model, request, shape, 1, call);
 * reply.value; // => { side: 'buy' }
 * reply.attempts; // => 2
 * ```
 */
export const structuredReply = <Value>(
  model: LanguageModel,
  request: ModelRequest,
  shape: ReplyShape<Value>,
  repairs: number,
  call: ModelCall,
): NowOrLater<StructuredReply<Value>> =>
  nowOrLater(function* () {
    const responseSchema = { name: shape.name, schema: shape.jsonSchema };
    const costs: Cost[] = [];
    let messages = request.messages;
    for (;;) {
      const reply = yield* wait(callModel(model, { ...request, messages, responseSchema }, call));
      costs.push(reply.cost);
      const done = (value: Value | undefined, problem: string): StructuredReply<Value> => ({
        value,
        problem,
        cost: sumOfCosts(costs),
        attempts: costs.length,
      });
      const found = jsonInText(reply.text);
      const read = found === undefined ? { problem: 'it holds no JSON object' } : shape.read(found.value);
      if ('value' in read && reply.finish !== 'refused') return done(read.value, '');
      const problem = 'problem' in read ? read.problem : 'it was refused';
      if (reply.finish === 'length') return done(undefined, `The reply was cut: ${problem}`);
      if (reply.finish === 'refused') return done(undefined, 'The model refused');
      if (costs.length > repairs) return done(undefined, problem);
      messages = [...messages, ...repairOf(reply.text, problem)];
    }
  });
