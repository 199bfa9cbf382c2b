import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { ToolCall } from '../models/language-model';
import type { EvidenceTrust } from '../opinion/evidence';

/** What a tool may be called with, how often, and by whose word. */
export interface ToolRule {
  /** The input, a `z.strictObject`: what is not named is refused. */
  readonly input: z.ZodType;
  /** Most calls within one decision. */
  readonly maximumCalls: number;
  /**
   * The least trust of the texts that a model had read when it asked for the call. Defaults to `measured`: once it has read what others
   * wrote, it may not call the tool.
   */
  readonly leastTrust?: EvidenceTrust | undefined;
}

export interface ToolValidatorOptions {
  readonly tools: Readonly<Record<string, ToolRule>>;
  /** Most calls of all tools within one decision. */
  readonly maximumCalls: number;
  /** Longest input, as JSON. Defaults to 10,000 characters. */
  readonly maximumInputLength?: number | undefined;
}

export type ToolRefusal =
  | 'UNKNOWN_TOOL'
  | 'INVALID_INPUT'
  | 'INPUT_TOO_LONG'
  | 'TOO_MANY_CALLS'
  | 'TOO_MANY_CALLS_OF_TOOL'
  | 'READ_UNTRUSTED_TEXT'
  | 'REPEATED_ID';

export type ToolVerdict =
  | { readonly type: 'allowed'; readonly name: string; readonly input: unknown }
  | { readonly type: 'refused'; readonly code: ToolRefusal; readonly reason: string };

/** The calls of one decision. */
export interface ToolSession {
  /** Says that a text was read; trust only falls within a decision. */
  read(trust: EvidenceTrust): void;
  /** Whether a call may be made, with the input as its schema reads it. A refused call uses nothing up. */
  check(call: ToolCall): ToolVerdict;
}

const order: readonly EvidenceTrust[] = ['untrusted', 'listed', 'measured'];

const isSchema = (value: unknown): boolean => typeof Reflect.get(Object(value), 'safeParse') === 'function';

const schema = z.strictObject({
  tools: z.record(
    z.string().min(1),
    z.strictObject({
      input: z.custom<z.ZodType>(isSchema, 'expected a zod schema'),
      maximumCalls: z.int().positive(),
      leastTrust: z.enum(['measured', 'listed', 'untrusted']).default('measured'),
    }),
  ),
  maximumCalls: z.int().positive(),
  maximumInputLength: z.int().positive().default(10_000),
});

const lengthOf = (value: unknown): number => {
  try {
    return (JSON.stringify(value) ?? '').length;
  } catch {
    // What cannot be written as JSON is longer than any limit.
    return Number.MAX_SAFE_INTEGER;
  }
};

/**
 * Makes a validator of the calls that models ask for. What is not allowed is refused: a tool without a rule, an input that its schema
 * does not read, a call above a budget, and a call asked for after reading texts that are trusted less than the tool needs.
 *
 * `begin()` starts the count of one decision.
 *
 * - Money: `maximumCalls` has no default. State: counts of a session. Errors: none; refusals are values.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { toolValidator } from '@sigmax/agents/security';
 * import { z } from 'zod';
 * const input = z.strictObject({ symbol: z.enum(['BTC', 'ETH']) });
 * const validator = toolValidator({ tools: { price: { input, maximumCalls: 2 } }, maximumCalls: 5 });
 * const session = validator.begin();
 * const code = (name: string, input: object) => {
 *   const verdict = session.check({ id: `${name} ${JSON.stringify(input)}`, name, input: input as never });
 *   return verdict.type === 'refused' ? verdict.code : verdict.type;
 * };
 * code('price', { symbol: 'BTC' }); // => 'allowed'
 * code('send_order', { symbol: 'BTC' }); // => 'UNKNOWN_TOOL'
 * code('price', { symbol: '../etc' }); // => 'INVALID_INPUT'
 * session.read('untrusted');
 * code('price', { symbol: 'ETH' }); // => 'READ_UNTRUSTED_TEXT'
 * ```
 */
export const toolValidator = (options: ToolValidatorOptions): { begin(): ToolSession } => {
  const { tools, maximumCalls, maximumInputLength } = parseOptions(schema, options, 'toolValidator');
  const rules = new Map(Object.entries(tools));

  const begin = (): ToolSession => {
    let trust = order.length - 1;
    let count = 0;
    const counts = new Map<string, number>();
    const ids = new Set<string>();
    const refused = (code: ToolRefusal, reason: string): ToolVerdict => ({ type: 'refused', code, reason });
    return {
      read: (of) => {
        // What is no trust at all is the least.
        trust = Math.min(trust, Math.max(0, order.indexOf(of)));
      },
      check: ({ id, name, input }) => {
        const rule = rules.get(name);
        if (rule === undefined) return refused('UNKNOWN_TOOL', 'No rule allows this tool.');
        if (!(trust >= order.indexOf(rule.leastTrust))) {
          return refused(
            'READ_UNTRUSTED_TEXT',
            `${name} needs ${rule.leastTrust} text; ${order[trust]} text was read.`,
          );
        }
        if (!(lengthOf(input) <= maximumInputLength))
          return refused('INPUT_TOO_LONG', `The input of ${name} is too long.`);
        const parsed = rule.input.safeParse(input);
        if (!parsed.success) {
          const fields = parsed.error.issues.map(({ path }) => path.map(String).join('.') || 'input');
          return refused(
            'INVALID_INPUT',
            `The input of ${name} is wrong at ${[...new Set(fields)].slice(0, 5).join(', ')}.`,
          );
        }
        if (ids.has(id)) return refused('REPEATED_ID', 'A call of this id was made before.');
        if (!(count < maximumCalls)) return refused('TOO_MANY_CALLS', `${maximumCalls} calls were made.`);
        const before = counts.get(name) ?? 0;
        if (!(before < rule.maximumCalls)) {
          return refused('TOO_MANY_CALLS_OF_TOOL', `${name} was called ${rule.maximumCalls} times.`);
        }
        ids.add(id);
        count += 1;
        counts.set(name, before + 1);
        return { type: 'allowed', name, input: parsed.data };
      },
    };
  };
  return { begin };
};
