import type { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import type { StrategyFactory } from '../strategy/define-strategy';
import { parseManifest } from './check-plugin';
import { parametersOf, unknownNames } from './parameters-of';
import type { InstrumentCount, PluginFactory, StrategyPlugin } from './strategy-plugin';

export interface StrategyPluginDefinition<Schema extends z.ZodType> {
  /** Short, in kebab-case: what a user types. */
  readonly name: string;
  readonly version: string;
  /** Range of SDK versions that it was written for, for example `"^0.1.0"`. */
  readonly sdk: string;
  /** What it does, in one sentence. */
  readonly description: string;
  readonly instruments: InstrumentCount;
  /** What `defineStrategy` returned. */
  readonly strategy: StrategyFactory<Schema>;
  /** Bars that it sees before its first trade. */
  warmUp(params: z.output<Schema>): number;
}

/** A schema drops names that it does not know; a user who mistyped one should hear of it. */
const refuseUnknown = (name: string, schema: z.ZodType, params: unknown): void => {
  const unknown = unknownNames(schema, params);
  if (unknown.length === 0) return;
  const known = parametersOf(schema).map((parameter) => parameter.name);
  const values = unknown.map((one) => `${one} (${JSON.stringify(Reflect.get(Object(params), one))})`);
  throw new InvalidOptionsError({
    code: 'UNKNOWN_PARAMETER',
    message: `strategy ${name} has no parameter ${values.join(', ')}.`,
    remedy: known.length === 0 ? 'It has none at all.' : `Use one of ${known.join(', ')}.`,
    context: { strategy: name, unknown, known },
  });
};

const withKnownNames = (name: string, factory: StrategyFactory<z.ZodType>): PluginFactory => {
  const make = (params?: unknown) => {
    refuseUnknown(name, factory.params, params);
    return factory(params);
  };
  return Object.assign(make, { strategyName: factory.strategyName, params: factory.params });
};

/** A number of bars, or an error that says whose fault it is. */
const wholeBars = (name: string, bars: number): number => {
  if (Number.isSafeInteger(bars) && bars >= 0) return bars;
  throw new InvalidOptionsError({
    code: 'INVALID_WARM_UP',
    message: `strategy ${name}: warmUp returned ${String(bars)}.`,
    remedy: 'Return a whole number of bars, 0 or more.',
    context: { strategy: name, bars },
  });
};

/**
 * Describes a strategy so that tools find it by name, know its parameters and refuse wrong ones.
 *
 * Publish it as a named export, or in an array `plugins`, of a package called `sigmax-strategy-…`.
 *
 * @throws {InvalidOptionsError} a field is wrong; it is named with its value.
 * @example
 * ```ts
 * import { defineStrategy, defineStrategyPlugin, target } from '@sigmax/core';
 * import { z } from 'zod';
 * const half = defineStrategy({
 *   name: 'steady',
 *   params: z.object({ weight: z.number().min(0).max(1).default(0.5).describe('Part of equity to hold') }),
 *   start: ({ weight }) => ({ bar }) => target(bar.instrumentId, weight),
 * });
 * const steady = defineStrategyPlugin({
 *   name: 'steady',
 *   version: '1.0.0',
 *   sdk: '>=0.0.0',
 *   description: 'Holds a fixed part of equity.',
 *   instruments: { minimum: 1, maximum: 1 },
 *   strategy: half,
 *   warmUp: () => 0,
 * });
 * steady.strategy({ weight: 0.2 }).params; // => { weight: 0.2 }
 * ```
 */
export const defineStrategyPlugin = <Schema extends z.ZodType>(
  definition: StrategyPluginDefinition<Schema>,
): StrategyPlugin => {
  const what = `plugin ${String(definition.name)}`;
  const { name, strategy, warmUp, ...rest } = parseManifest({ ...definition, type: 'sigmax-strategy' }, what);
  return Object.freeze({
    ...rest,
    name,
    strategy: withKnownNames(strategy.strategyName, strategy),
    warmUp: (params: Readonly<Record<string, unknown>>) => wholeBars(name, warmUp(params)),
  });
};
