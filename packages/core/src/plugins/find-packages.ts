import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A package of strategies that is installed. */
export interface FoundPackage {
  readonly name: string;
  readonly folder: string;
}

/** What the name of a package of strategies begins with, after its scope. */
export const packagePrefix = 'sigmax-strategy-';

export const isStrategyPackage = (name: string): boolean => /^(@[^/]+\/)?sigmax-strategy-[^/]+$/.test(name);

const namesIn = (folder: string): string[] => (existsSync(folder) ? readdirSync(folder) : []);

/** What stands in `node_modules`, scoped packages with their scope. */
const installedIn = (folder: string): FoundPackage[] => {
  const modules = join(folder, 'node_modules');
  return namesIn(modules)
    .flatMap((name) =>
      name.startsWith('@') ? namesIn(join(modules, name)).map((inner) => `${name}/${inner}`) : [name],
    )
    .filter(isStrategyPackage)
    .map((name) => ({ name, folder: join(modules, name) }));
};

export interface Manifest {
  readonly name?: string;
  readonly main?: unknown;
  readonly module?: unknown;
  readonly exports?: unknown;
  readonly workspaces?: unknown;
}

/** The package.json of a folder, or `undefined` when there is none that can be read. */
export const readManifest = (folder: string): Manifest | undefined => {
  try {
    return JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest;
  } catch {
    return undefined;
  }
};

/** Folders that a workspace entry names: a path, or all folders inside one (`packages/*`). */
const workspaceFolders = (root: string, pattern: string): string[] =>
  pattern.endsWith('/*')
    ? namesIn(join(root, pattern.slice(0, -2))).map((name) => join(root, pattern.slice(0, -2), name))
    : [join(root, pattern)];

const workspacesIn = (folder: string): FoundPackage[] => {
  const { workspaces } = readManifest(folder) ?? {};
  const patterns: unknown = Array.isArray(workspaces) ? workspaces : Reflect.get(Object(workspaces), 'packages');
  return (Array.isArray(patterns) ? patterns : [])
    .filter((pattern) => typeof pattern === 'string')
    .flatMap((pattern) => workspaceFolders(folder, pattern))
    .map((path) => ({ name: readManifest(path)?.name ?? '', folder: path }))
    .filter(({ name }) => isStrategyPackage(name));
};

/** A folder and all folders that it is in, the nearest first. */
const upwards = (from: string): string[] => {
  const parent = dirname(from);
  return parent === from ? [from] : [from, ...upwards(parent)];
};

/**
 * The packages called `sigmax-strategy-…` that a program in `from` can see: in `node_modules` and in workspaces, from there
 * to the root. Of two with one name the nearest counts.
 */
export const findPackages = (from: string): FoundPackage[] => {
  const found = new Map<string, FoundPackage>();
  for (const one of upwards(from).flatMap((folder) => [...installedIn(folder), ...workspacesIn(folder)])) {
    if (existsSync(join(one.folder, 'package.json')) && !found.has(one.name)) {
      found.set(one.name, { name: one.name, folder: realpathSync(one.folder) });
    }
  }
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
};
