import { join } from 'node:path';
import { expect, it } from 'vitest';
import { packageEntry } from './package-entry';
import { folderWith } from './plugin-folder.test-helper';

const files = { 'dist/index.js': '', 'dist/index.cjs': '', 'src/index.ts': '', 'index.js': '' };

const entryOf = (manifest: object, present: readonly (keyof typeof files)[] = Object.keys(files) as never): string => {
  const kept = Object.fromEntries(present.map((path) => [path, files[path]]));
  const folder = folderWith({ ...kept, 'package.json': JSON.stringify(manifest) });
  const entry = packageEntry(folder);
  return entry === undefined ? 'none' : entry.slice(folder.length + 1).replaceAll('\\', '/');
};

it.each([
  [{ exports: './dist/index.js' }, 'dist/index.js'],
  [{ exports: { '.': './dist/index.js', './more': './dist/more.js' } }, 'dist/index.js'],
  [
    { exports: { '.': { types: './dist/index.d.ts', import: './dist/index.js', require: './dist/index.cjs' } } },
    'dist/index.js',
  ],
  [{ exports: { '.': { import: { types: './dist/index.d.ts', default: './dist/index.js' } } } }, 'dist/index.js'],
  [{ exports: { require: './dist/index.cjs' } }, 'dist/index.cjs'],
  [{ exports: ['./missing.js', './dist/index.js'] }, 'dist/index.js'],
  [{ exports: { '.': { source: './src/index.ts', import: './dist/index.js' } } }, 'dist/index.js'],
  [{ module: './dist/index.js', main: './dist/index.cjs' }, 'dist/index.js'],
  [{ main: 'dist/index.cjs' }, 'dist/index.cjs'],
  [{}, 'index.js'],
])('%j is %s', (manifest, expected) => {
  expect(entryOf(manifest)).toBe(expected);
});

it('is the source of a package that is not built', () => {
  const manifest = { exports: { '.': { source: './src/index.ts', import: './dist/index.js' } } };
  expect(entryOf(manifest, ['src/index.ts'])).toBe('src/index.ts');
});

it('is nothing when no file exists, or no package.json', () => {
  expect(entryOf({ exports: { '.': './dist/index.js' } }, [])).toBe('none');
  expect(packageEntry(join(folderWith({}), 'nowhere'))).toBeUndefined();
});
