import { describe, expect, it } from 'vitest';
import { InvalidOptionsError } from '../errors';
import { defineStrategyPlugin } from '../plugin/define-strategy-plugin';
import { hold } from '../strategy/decision';
import { defineStrategy } from '../strategy/define-strategy';
import { choosePlugin, pluginsOfModule } from './plugins-of-module';

const idle = defineStrategy({ name: 'idle', start: () => () => hold });
const plugin = (name: string, more: object = {}) =>
  ({
    ...defineStrategyPlugin({
      name,
      version: '1.0.0',
      sdk: '*',
      description: 'Does nothing.',
      instruments: { minimum: 1 },
      strategy: idle,
      warmUp: () => 0,
    }),
    ...more,
  }) as const;

const failure = (action: () => unknown): { code: string; message: string } => {
  try {
    action();
  } catch (error) {
    if (error instanceof InvalidOptionsError) return error;
  }
  throw new Error('It did not fail with InvalidOptionsError.');
};

const names = (module: Record<string, unknown>) => pluginsOfModule(module, 'here').map(({ plugin: { name } }) => name);

describe('pluginsOfModule', () => {
  it('finds named exports, the default export and the array, each plugin once', () => {
    const [one, two] = [plugin('one'), plugin('two')];
    expect(names({ one, helper: () => 1, limit: 5 })).toEqual(['one']);
    expect(names({ one, plugins: [one, two] })).toEqual(['one', 'two']);
    expect(names({ default: one })).toEqual(['one']);
    expect(names({ default: { plugins: [one, two] }, 'module.exports': {} })).toEqual(['one', 'two']);
  });

  it('says what a module exports that has none', () => {
    expect(failure(() => names({ limit: 5, help: () => 1 })).message).toBe(
      'here exports no strategy plugin; it exports limit (number), help (function). Export what defineStrategyPlugin returns, by a name of its own or in an array called plugins.',
    );
    expect(failure(() => names({}))).toMatchObject({
      code: 'NO_PLUGIN_EXPORT',
      message: expect.stringContaining('nothing'),
    });
    expect(failure(() => names({ idle })).message).toContain('Wrap idle in defineStrategyPlugin and export that.');
  });

  it('refuses an invalid plugin and says which field is wrong', () => {
    expect(failure(() => names({ one: plugin('one', { version: 'new' }) }))).toMatchObject({
      code: 'INVALID_PLUGIN_MANIFEST',
      message: expect.stringContaining('here: version was "new"'),
    });
    expect(failure(() => names({ plugins: [{ name: 'half' }] }))).toMatchObject({ code: 'INVALID_PLUGIN_MANIFEST' });
    expect(failure(() => names({ one: plugin('one', { sdk: '^99.0.0' }) }))).toMatchObject({
      code: 'INCOMPATIBLE_SDK',
    });
  });
});

describe('choosePlugin', () => {
  const found = pluginsOfModule({ first: plugin('one'), second: plugin('two') }, 'here');

  it('takes the only one, or the one that is named, by its own name or its export’s', () => {
    expect(choosePlugin(found.slice(0, 1), undefined, 'here').name).toBe('one');
    expect(choosePlugin(found, 'two', 'here').name).toBe('two');
    expect(choosePlugin(found, 'second', 'here').name).toBe('two');
  });

  it('does not guess', () => {
    expect(failure(() => choosePlugin(found, undefined, 'here'))).toMatchObject({
      code: 'AMBIGUOUS_PLUGIN',
      message: 'here holds 2 strategies. Choose one: here#one, here#two.',
    });
    expect(failure(() => choosePlugin(found, 'three', 'here'))).toMatchObject({
      code: 'PLUGIN_NOT_FOUND',
      message: 'here has no strategy "three". Choose one: here#one, here#two.',
    });
  });
});
