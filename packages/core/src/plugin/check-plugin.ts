import { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import { parseOptions } from '../options';
import { sdkVersion } from './sdk-version';
import type { PluginFactory, StrategyPlugin } from './strategy-plugin';
import { satisfiesRange } from './version-range';

const isFactory = (value: unknown): value is PluginFactory =>
  typeof value === 'function' &&
  typeof Reflect.get(value, 'strategyName') === 'string' &&
  typeof Reflect.get(Object(Reflect.get(value, 'params')), 'safeParse') === 'function';

const isFunction = (value: unknown): value is StrategyPlugin['warmUp'] => typeof value === 'function';

const schema = z.object({
  type: z.literal('sigmax-strategy'),
  name: z
    .string()
    .max(60)
    .regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'expected a short name in kebab-case, for example "mean-reversion"'),
  version: z
    .string()
    .refine((version) => satisfiesRange(version, '*') === true, 'expected a version, for example "1.0.0"'),
  sdk: z
    .string()
    .refine(
      (range) => satisfiesRange('0.0.0', range) !== undefined,
      'expected a range of versions, for example "^0.1.0"',
    ),
  description: z.string().trim().min(1).max(500),
  instruments: z
    .strictObject({ minimum: z.int().min(1), maximum: z.int().min(1).optional() })
    .refine(({ minimum, maximum = minimum }) => maximum >= minimum, 'expected a maximum that is not below the minimum'),
  strategy: z.custom<PluginFactory>(isFactory, 'expected what defineStrategy returned, not called'),
  warmUp: z.custom<StrategyPlugin['warmUp']>(isFunction, 'expected a function from parameters to a number of bars'),
});

/** The fields of a manifest, checked and frozen. */
export const parseManifest = (value: unknown, what: string): StrategyPlugin => {
  try {
    return Object.freeze(parseOptions(schema, value, what));
  } catch (cause) {
    if (!(cause instanceof InvalidOptionsError)) throw cause;
    throw new InvalidOptionsError({
      code: 'INVALID_PLUGIN_MANIFEST',
      message: cause.message,
      remedy: 'Correct these fields of defineStrategyPlugin, or ask the author of the plugin to.',
      context: cause.context,
      cause,
    });
  }
};

/**
 * Returns a value as a plugin that this SDK can run.
 *
 * @throws {InvalidOptionsError} `INVALID_PLUGIN_MANIFEST`: a field is wrong, named with its value. `INCOMPATIBLE_SDK`: it was
 * written for other versions of the SDK.
 */
export const checkPlugin = (value: unknown, what: string): StrategyPlugin => {
  const plugin = parseManifest(value, what);
  const { name, version, sdk } = plugin;
  if (satisfiesRange(sdkVersion, sdk) === true) return plugin;
  throw new InvalidOptionsError({
    code: 'INCOMPATIBLE_SDK',
    message: `${what}: ${name} ${version} was written for version ${sdk} of the SDK; this is ${sdkVersion}.`,
    remedy: 'Install a version of the plugin, or of @sigmax/core, that fits the other.',
    context: { what, name, version, sdk, sdkVersion },
  });
};
