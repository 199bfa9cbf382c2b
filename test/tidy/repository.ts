import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fencesOf } from '../doc-examples/fences';
import { filesUnder } from '../files-under';
import { parseModule, type SourceModule } from './source-module';

export interface Manifest {
  readonly name: string;
  readonly private?: boolean;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
  readonly peerDependenciesMeta?: Readonly<Record<string, { readonly optional?: boolean }>>;
}

/** What the rules look at. */
export interface Repository {
  /** Manifests of `packages/*`, by folder name. */
  readonly packages: ReadonlyMap<string, Manifest>;
  /** `packages/<name>/src`. */
  readonly sources: readonly SourceModule[];
  /** `examples`, `bench`, `test`. */
  readonly others: readonly SourceModule[];
  /** TypeScript in `docs`, the root's README and the packages' READMEs; the path of the file, lines of the fence. */
  readonly documents: readonly SourceModule[];
}

const code = /\.[cm]?[jt]sx?$/;

export const readRepository = (root: string): Repository => {
  const read = (path: string): string => readFileSync(join(root, path), 'utf8');
  const parse = (path: string): SourceModule => parseModule(path, read(path));
  const isFolder = (path: string): boolean => existsSync(join(root, path)) && statSync(join(root, path)).isDirectory();
  const names = isFolder('packages')
    ? readdirSync(join(root, 'packages')).filter((name) => isFolder(`packages/${name}`))
    : [];
  const markdown = [
    'README.md',
    ...names.map((name) => `packages/${name}/README.md`),
    ...filesUnder(root, 'docs', /\.md$/),
  ];
  return {
    packages: new Map(names.map((name) => [name, JSON.parse(read(`packages/${name}/package.json`)) as Manifest])),
    sources: names.flatMap((name) => filesUnder(root, `packages/${name}/src`, code)).map(parse),
    others: ['examples', 'bench', 'test'].flatMap((folder) => filesUnder(root, folder, code)).map(parse),
    documents: markdown
      .filter((path) => existsSync(join(root, path)))
      .flatMap((path) => fencesOf(path, read(path)).map((fence) => parseModule(path, fence.code))),
  };
};

/** The package that a source belongs to, and its path inside `src`. */
export const placeOf = (path: string): { name: string; inside: string } => {
  const [, name = '', inside = ''] = /^packages\/([^/]+)\/src\/(.+)$/.exec(path) ?? [];
  return { name, inside };
};

/** `@scope/name` or `name` of a bare specifier; `undefined` for a relative one. */
export const packageOf = (specifier: string): string | undefined =>
  specifier.startsWith('.') ? undefined : specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
