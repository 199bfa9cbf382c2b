import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { InvalidOptionsError } from '../errors';
import { listStrategyPlugins } from './list-strategy-plugins';
import { loadStrategyPlugin } from './load-strategy-plugin';
import { folderWith, installed, pluginText } from './plugin-folder.test-helper';

const failure = async (promise: Promise<unknown>): Promise<InvalidOptionsError> => {
  const error = await promise.catch((reason: unknown) => reason);
  if (error instanceof InvalidOptionsError) return error;
  throw new Error(`It did not fail with InvalidOptionsError: ${String(error)}`);
};

const from = folderWith({
  ...installed('sigmax-strategy-lone', ['lone']),
  ...installed('sigmax-strategy-many', ['many', 'calm', 'twin']),
  ...installed('@me/sigmax-strategy-extra', ['extra', 'twin']),
  'node_modules/sigmax-strategy-broken/package.json': JSON.stringify({ exports: './main.mjs' }),
  'node_modules/sigmax-strategy-broken/main.mjs': "throw new Error('no luck');",
  'node_modules/sigmax-strategy-unbuilt/package.json': JSON.stringify({ exports: './dist/index.js' }),
  'mine/one.mjs': `export const one = ${pluginText('one')};`,
  'mine/two.js': `module.exports = { first: ${pluginText('one')}, second: ${pluginText('two')} };`,
  'mine/none.mjs': 'export const limit = 5;',
  'mine/old.mjs': `export const old = ${pluginText('old', "sdk: '^99.0.0'")};`,
  'mine/bad.mjs': `export const bad = ${pluginText('bad', "version: 'new'")};`,
  'mine/syntax.mjs': 'export const = ;',
  'packed/package.json': JSON.stringify({ main: 'main.mjs' }),
  'packed/main.mjs': `export const packed = ${pluginText('packed')};`,
});

const nameOf = async (nameOrPath: string): Promise<string> => (await loadStrategyPlugin(nameOrPath, { from })).name;

describe('loadStrategyPlugin', () => {
  it.each([
    ['./mine/one.mjs', 'one'],
    ['mine/one.mjs', 'one'],
    ['./mine/two.js#two', 'two'],
    ['./mine/two.js#first', 'one'],
    [join(from, 'mine/one.mjs'), 'one'],
    [pathToFileURL(join(from, 'mine/one.mjs')).href, 'one'],
    ['./packed', 'packed'],
    ['sigmax-strategy-lone', 'lone'],
    ['lone', 'lone'],
    ['many', 'many'],
    ['calm', 'calm'],
    ['many#calm', 'calm'],
    ['sigmax-strategy-many#twin', 'twin'],
    ['@me/sigmax-strategy-extra#twin', 'twin'],
    ['extra', 'extra'],
  ])('%s is %s', async (nameOrPath, name) => {
    expect(await nameOf(nameOrPath)).toBe(name);
  });

  const failing: Readonly<Record<string, readonly [code: string, message: string | RegExp]>> = {
    missing: [
      'PLUGIN_NOT_FOUND',
      /^Strategy "missing" was not found; installed are extra \(@me\/sigmax-strategy-extra\), .*lone \(sigmax-strategy-lone\).* Install sigmax-strategy-missing, or give the path of a file\./,
    ],
    'sigmax-strategy-missing': [
      'PLUGIN_NOT_FOUND',
      /^Package sigmax-strategy-missing was not found; installed are @me\/sigmax-strategy-extra, .*npm install/,
    ],
    './mine/three.mjs': [
      'PLUGIN_NOT_FOUND',
      /^Strategy \.\/mine\/three\.mjs was not found: there is no file .*three\.mjs\./,
    ],
    './mine': ['PLUGIN_NOT_FOUND', /has no package\.json with an entry that exists/],
    'sigmax-strategy-many#wild': [
      'PLUGIN_NOT_FOUND',
      'sigmax-strategy-many has no strategy "wild". Choose one: sigmax-strategy-many#many, sigmax-strategy-many#calm, sigmax-strategy-many#twin.',
    ],
    twin: [
      'AMBIGUOUS_PLUGIN',
      'Strategy twin is in @me/sigmax-strategy-extra and in sigmax-strategy-many. Choose one: @me/sigmax-strategy-extra#twin, sigmax-strategy-many#twin.',
    ],
    './mine/two.js': [
      'AMBIGUOUS_PLUGIN',
      './mine/two.js holds 2 strategies. Choose one: ./mine/two.js#one, ./mine/two.js#two.',
    ],
    './mine/none.mjs': ['NO_PLUGIN_EXPORT', /it exports limit \(number\)/],
    './mine/bad.mjs': ['INVALID_PLUGIN_MANIFEST', /^\.\/mine\/bad\.mjs: version was "new": expected a version/],
    './mine/old.mjs': ['INCOMPATIBLE_SDK', /old 1\.0\.0 was written for version \^99\.0\.0 of the SDK/],
    './mine/syntax.mjs': ['PLUGIN_FAILED_TO_LOAD', /^\.\/mine\/syntax\.mjs could not be loaded: /],
    broken: [
      'PLUGIN_FAILED_TO_LOAD',
      'sigmax-strategy-broken could not be loaded: no luck. See the cause for its stack.',
    ],
    unbuilt: ['PLUGIN_FAILED_TO_LOAD', /its package\.json names no file that exists\. Build the package/],
  };

  it.each(Object.entries(failing))('%s fails', async (nameOrPath, [code, message]) => {
    const error = await failure(loadStrategyPlugin(nameOrPath, { from }));
    expect(error.code).toBe(code);
    expect(error.message).toMatch(message);
  });

  it('tells which packages could not be searched', async () => {
    const { message } = await failure(loadStrategyPlugin('missing', { from }));
    expect(message).toContain('Not usable: sigmax-strategy-broken could not be loaded: no luck.');
  });

  it('tells when nothing is installed', async () => {
    const { message } = await failure(loadStrategyPlugin('calm', { from: folderWith({}) }));
    expect(message).toContain('Strategy "calm" was not found; installed is none.');
  });

  it('never loads a package that is not called one of strategies', async () => {
    const folder = folderWith({ ...installed('calm', ['calm']) });
    expect((await failure(loadStrategyPlugin('calm', { from: folder }))).code).toBe('PLUGIN_NOT_FOUND');
  });
});

describe('listStrategyPlugins', () => {
  it('lists what can be used and what cannot', async () => {
    const { plugins, failures } = await listStrategyPlugins({ from });
    expect(plugins.map(({ plugin, packageName }) => `${packageName}#${plugin.name}`)).toEqual([
      '@me/sigmax-strategy-extra#extra',
      '@me/sigmax-strategy-extra#twin',
      'sigmax-strategy-lone#lone',
      'sigmax-strategy-many#many',
      'sigmax-strategy-many#calm',
      'sigmax-strategy-many#twin',
    ]);
    expect(failures.map(({ packageName, error }) => [packageName, error.code])).toEqual([
      ['sigmax-strategy-broken', 'PLUGIN_FAILED_TO_LOAD'],
      ['sigmax-strategy-unbuilt', 'PLUGIN_FAILED_TO_LOAD'],
    ]);
  });
});
