import { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import { parseOptions } from '../options';
import type { Decide, StrategyContext, SyncStrategy } from './strategy';

export interface StrategyDefinition<Schema extends z.ZodType> {
  readonly name: string;
  /** Parameters and their defaults; checked when the strategy is made. Left out: no parameters. */
  readonly params?: Schema;
  /** Called once a run. All state lives in what it returns. */
  start(params: z.output<Schema>, context: StrategyContext): Decide;
}

/** Makes a strategy from parameters. `definition` is what it was made of, for tools that read the schema. */
export interface StrategyFactory<Schema extends z.ZodType> {
  (params?: z.input<Schema>): SyncStrategy;
  readonly strategyName: string;
  readonly params: Schema;
}

const noParams = z.strictObject({});

export const requireName = (what: string, name: unknown): string => {
  if (typeof name === 'string' && name.trim() !== '') return name;
  throw new InvalidOptionsError({
    code: 'INVALID_NAME',
    message: `${what}: name was ${JSON.stringify(name) ?? 'undefined'}.`,
    remedy: 'Give a short name, for example "ema-trend".',
  });
};

/** Parameters as every run gets them, closed to writing at every depth: one run cannot change them for the next. */
export const closed = <Params>(params: Params): Params => {
  if (Array.isArray(params)) return Object.freeze(params.map(closed)) as Params;
  if (Object.getPrototypeOf(Object(params)) !== Object.prototype || typeof params !== 'object') return params;
  return Object.freeze(
    Object.fromEntries(Object.entries(params as object).map(([key, value]) => [key, closed(value)])),
  ) as Params;
};

/**
 * Defines a strategy that decides at once.
 *
 * @throws {InvalidOptionsError} from the factory, when a parameter does not fit the schema.
 * @example
 * ```ts
 * import { defineStrategy, hold, target } from '@sigmax/core';
 * import { z } from 'zod';
 * const buyAndHold = defineStrategy({
 *   name: 'buy-and-hold',
 *   params: z.object({ weight: z.number().min(0).max(1).default(1) }),
 *   start: ({ weight }) => ({ bar }) => target(bar.instrumentId, weight),
 * });
 * buyAndHold({ weight: 0.5 }).params; // => { weight: 0.5 }
 * ```
 */
export const defineStrategy = <Schema extends z.ZodType = typeof noParams>(
  definition: StrategyDefinition<Schema>,
): StrategyFactory<Schema> => {
  const name = requireName('defineStrategy', definition.name);
  const schema = definition.params ?? (noParams as unknown as Schema);
  const make = (params?: z.input<Schema>): SyncStrategy => {
    const parsed = closed(parseOptions(schema, params ?? {}, `strategy ${name}`));
    return {
      kind: 'sync',
      name,
      params: parsed as Readonly<Record<string, unknown>>,
      start: (context) => definition.start(parsed, context),
    };
  };
  return Object.assign(make, { strategyName: name, params: schema });
};
