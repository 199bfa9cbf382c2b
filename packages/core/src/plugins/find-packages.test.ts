import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { findPackages, isStrategyPackage, readManifest } from './find-packages';
import { folderWith, installed } from './plugin-folder.test-helper';

it('knows the names of packages of strategies', () => {
  expect(['sigmax-strategy-a', '@me/sigmax-strategy-a'].map(isStrategyPackage)).toEqual([true, true]);
  const others = [
    'sigmax-strategy-',
    'my-sigmax-strategy-a',
    'sigmax-strategy-a/b',
    '@me/a',
    'rxjs',
    '@sigmax-strategy-a/b',
  ];
  expect(others.map(isStrategyPackage)).toEqual(others.map(() => false));
});

it('finds packages from the folder up to the root, the nearest of a name, and no others', () => {
  const root = folderWith({
    ...installed('sigmax-strategy-far', ['far']),
    ...installed('sigmax-strategy-both', ['a']),
    ...installed('@me/sigmax-strategy-scoped', ['b']),
    ...installed('left-pad', ['c']),
    ...installed('sigmax-strategy-both', ['a'], 'app/node_modules'),
    'node_modules/sigmax-strategy-empty/readme.txt': '',
    'app/src/bot.js': '',
  });
  expect(findPackages(join(root, 'app/src'))).toEqual([
    { name: '@me/sigmax-strategy-scoped', folder: join(root, 'node_modules/@me/sigmax-strategy-scoped') },
    { name: 'sigmax-strategy-both', folder: join(root, 'app/node_modules/sigmax-strategy-both') },
    { name: 'sigmax-strategy-far', folder: join(root, 'node_modules/sigmax-strategy-far') },
  ]);
});

it('finds workspaces, by path and by pattern, also when they are not linked', () => {
  const packed = (name: string) => JSON.stringify({ name });
  const files = {
    'strategies/package.json': packed('sigmax-strategy-one'),
    'packages/two/package.json': packed('sigmax-strategy-two'),
    'packages/other/package.json': packed('other'),
  };
  for (const workspaces of [['strategies', 'packages/*', 7], { packages: ['strategies', 'packages/*'] }]) {
    const root = folderWith({ ...files, 'package.json': JSON.stringify({ workspaces }) });
    expect(findPackages(join(root, 'packages')).map(({ name }) => name)).toEqual([
      'sigmax-strategy-one',
      'sigmax-strategy-two',
    ]);
  }
});

it('counts a workspace that is linked once', () => {
  const root = folderWith({
    'strategies/package.json': JSON.stringify({ name: 'sigmax-strategy-one' }),
    'package.json': JSON.stringify({ workspaces: ['strategies'] }),
    'node_modules/.keep': '',
  });
  symlinkSync(join(root, 'strategies'), join(root, 'node_modules/sigmax-strategy-one'));
  expect(findPackages(root)).toEqual([{ name: 'sigmax-strategy-one', folder: join(root, 'strategies') }]);
});

it('survives a package.json that cannot be read', () => {
  const root = folderWith({ 'package.json': '{', 'node_modules/sigmax-strategy-a/package.json': '{' });
  expect(readManifest(root)).toBeUndefined();
  expect(findPackages(root).map(({ name }) => name)).toEqual(['sigmax-strategy-a']);
});
