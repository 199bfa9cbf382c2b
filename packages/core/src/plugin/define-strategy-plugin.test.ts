import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { InvalidOptionsError } from '../errors';
import { hold, target } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { checkPlugin } from './check-plugin';
import { defineStrategyPlugin, type StrategyPluginDefinition } from './define-strategy-plugin';

const half = defineStrategy({
  name: 'half',
  params: z.object({ weight: z.number().min(0).max(1).default(0.5), bars: z.int().positive().default(20) }),
  start:
    ({ weight }) =>
    ({ bar }) =>
      target(bar.instrumentId, weight),
});

const definition = {
  name: 'half-in',
  version: '1.2.3',
  sdk: '>=0.0.0',
  description: 'Holds half.',
  instruments: { minimum: 1 },
  strategy: half,
  warmUp: ({ bars }: { bars: number }) => bars,
} as const satisfies StrategyPluginDefinition<typeof half.params>;

const failure = (action: () => unknown): InvalidOptionsError => {
  try {
    action();
  } catch (error) {
    if (error instanceof InvalidOptionsError) return error;
  }
  throw new Error('It did not fail with InvalidOptionsError.');
};

describe('defineStrategyPlugin', () => {
  it('is the manifest and makes the strategy', () => {
    const plugin = defineStrategyPlugin(definition);
    expect(plugin).toMatchObject({
      type: 'sigmax-strategy',
      name: 'half-in',
      version: '1.2.3',
      instruments: { minimum: 1 },
    });
    expect(Object.isFrozen(plugin)).toBe(true);
    const strategy = plugin.strategy({ weight: 0.2 });
    expect(strategy).toMatchObject({ kind: 'sync', name: 'half', params: { weight: 0.2, bars: 20 } });
    expect(plugin.warmUp(strategy.params)).toBe(20);
    expect(plugin.strategy().params).toEqual({ weight: 0.5, bars: 20 });
  });

  it('names a wrong parameter, its value and what was expected', () => {
    const { strategy } = defineStrategyPlugin(definition);
    expect(failure(() => strategy({ weight: 7 })).message).toBe(
      'strategy half: weight was 7: Too big: expected number to be <=1.',
    );
    expect(failure(() => strategy('fast')).message).toContain('options was "fast"');
  });

  it('refuses an unknown parameter and lists the known ones', () => {
    const { strategy } = defineStrategyPlugin(definition);
    const error = failure(() => strategy({ wieght: 0.5, weight: 0.1 }));
    expect(error.message).toBe('strategy half has no parameter wieght (0.5). Use one of weight, bars.');
    expect(error).toMatchObject({
      code: 'UNKNOWN_PARAMETER',
      context: { unknown: ['wieght'], known: ['weight', 'bars'] },
    });
    const bare = defineStrategyPlugin({
      ...definition,
      strategy: defineStrategy({ name: 'bare', start: () => () => hold }),
      warmUp: () => 0,
    });
    expect(failure(() => bare.strategy({ a: 1 })).message).toContain('It has none at all.');
  });

  it('holds warmUp to a number of bars', () => {
    const plugin = defineStrategyPlugin({ ...definition, warmUp: () => 1.5 });
    expect(failure(() => plugin.warmUp({})).message).toBe(
      'strategy half-in: warmUp returned 1.5. Return a whole number of bars, 0 or more.',
    );
  });

  const wrong: Readonly<Record<string, readonly [object, string]>> = {
    'a name in capitals': [{ name: 'Half' }, 'name was "Half": expected a short name in kebab-case'],
    'no name': [{ name: undefined }, 'name was undefined'],
    'a version that is none': [{ version: '1' }, 'version was "1": expected a version'],
    'a range that is none': [{ sdk: 'latest' }, 'sdk was "latest": expected a range of versions'],
    'no description': [{ description: ' ' }, 'description was " "'],
    'no instruments': [{ instruments: { minimum: 0 } }, 'instruments.minimum was 0'],
    'a maximum below the minimum': [
      { instruments: { minimum: 2, maximum: 1 } },
      'a maximum that is not below the minimum',
    ],
    'a strategy that was called': [{ strategy: half() }, 'expected what defineStrategy returned, not called'],
    'a warmUp that is a number': [{ warmUp: 5 }, 'warmUp was 5: expected a function'],
  };

  it.each(Object.entries(wrong))('refuses %s', (_, [fields, message]) => {
    const error = failure(() => defineStrategyPlugin({ ...definition, ...fields } as never));
    expect(error.message).toContain(message);
    expect(error.code).toBe('INVALID_PLUGIN_MANIFEST');
  });
});

describe('checkPlugin', () => {
  it('takes a plugin of another copy of this package, by its fields', () => {
    const foreign = { ...defineStrategyPlugin(definition) };
    expect(checkPlugin(foreign, 'module').name).toBe('half-in');
  });

  it('says whose manifest is wrong', () => {
    expect(
      failure(() => checkPlugin({ ...defineStrategyPlugin(definition), version: 1 }, 'sigmax-strategy-a')).message,
    ).toContain('sigmax-strategy-a: version was 1');
  });

  it('refuses a plugin of another SDK', () => {
    const error = failure(() =>
      checkPlugin(defineStrategyPlugin({ ...definition, sdk: '^9.0.0' }), 'sigmax-strategy-a'),
    );
    expect(error.code).toBe('INCOMPATIBLE_SDK');
    expect(error.message).toMatch(
      /^sigmax-strategy-a: half-in 1\.2\.3 was written for version \^9\.0\.0 of the SDK; this is \d/,
    );
  });
});
