import { existsSync, statSync } from 'node:fs';
import { isAbsolute, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { InvalidOptionsError } from '../errors';
import type { StrategyPlugin } from '../plugin/strategy-plugin';
import { findPackages, isStrategyPackage, packagePrefix } from './find-packages';
import { importModule } from './import-module';
import { listStrategyPlugins, type PluginPlace, pluginsOfPackage, startFolder } from './list-strategy-plugins';
import { packageEntry } from './package-entry';
import { choosePlugin, pluginsOfModule } from './plugins-of-module';

/** `"where#which"`; the part after # may be left out. */
const parts = (text: string): { readonly place: string; readonly wanted: string | undefined } => {
  const at = text.lastIndexOf('#');
  return at <= 0 ? { place: text, wanted: undefined } : { place: text.slice(0, at), wanted: text.slice(at + 1) };
};

const isPath = (place: string): boolean =>
  /^\.{0,2}[\\/]|^\.{1,2}$|^file:/.test(place) || isAbsolute(place) || /\.[cm]?[jt]s$/.test(place);

const notFound = (message: string, remedy: string, context: Readonly<Record<string, unknown>>): InvalidOptionsError =>
  new InvalidOptionsError({ code: 'PLUGIN_NOT_FOUND', message, remedy, context });

const fromPath = async (place: string, wanted: string | undefined, folder: string): Promise<StrategyPlugin> => {
  const path = place.startsWith('file:') ? fileURLToPath(place) : resolve(folder, place);
  const file = existsSync(path) && statSync(path).isDirectory() ? packageEntry(path) : path;
  if (file === undefined || !existsSync(file)) {
    throw notFound(
      `Strategy ${place} was not found: ${file === undefined ? `${path} has no package.json with an entry that exists` : `there is no file ${file}`}.`,
      'Give the path of a .js, .mjs or .ts file, or of a package; relative ones start at the working directory.',
      { place, path },
    );
  }
  return choosePlugin(pluginsOfModule(await importModule(file, place), place), wanted, place);
};

/** Looks for a short name among all that is installed. */
const byShortName = async (name: string, place: PluginPlace): Promise<StrategyPlugin> => {
  const { plugins, failures } = await listStrategyPlugins(place);
  const matches = plugins.filter(({ plugin }) => plugin.name === name);
  const [first, ...others] = matches;
  if (first !== undefined && others.length === 0) return first.plugin;
  if (first !== undefined) {
    throw new InvalidOptionsError({
      code: 'AMBIGUOUS_PLUGIN',
      message: `Strategy ${name} is in ${matches.map(({ packageName }) => packageName).join(' and in ')}.`,
      remedy: `Choose one: ${matches.map(({ packageName }) => `${packageName}#${name}`).join(', ')}.`,
      context: { name, packages: matches.map(({ packageName }) => packageName) },
    });
  }
  const found = plugins.map(({ plugin, packageName }) => `${plugin.name} (${packageName})`);
  const failed = failures.map(({ error }) => error.message);
  throw notFound(
    `Strategy ${JSON.stringify(name)} was not found; installed ${found.length === 0 ? 'is none' : `are ${found.join(', ')}`}.`,
    [`Install ${packagePrefix}${name}, or give the path of a file.`, ...failed.map((one) => `Not usable: ${one}`)].join(
      ' ',
    ),
    { name, found, failed },
  );
};

/**
 * Loads a strategy plugin by name or by path.
 *
 * - A path to a `.js`, `.mjs` or `.ts` file or to a folder with a package.json; `.ts` needs a loader, for example tsx.
 * - The name of an installed package, `sigmax-strategy-…`, scoped or not.
 * - A short name: of the package `sigmax-strategy-<name>`, else of a strategy in any installed package.
 *
 * A module with several strategies needs `#name` at the end: the plugin's name or that of its export. Nothing is loaded
 * that is not called `sigmax-strategy-…` or given by path.
 *
 * @throws {InvalidOptionsError} `PLUGIN_NOT_FOUND` (lists what there is), `AMBIGUOUS_PLUGIN`, `PLUGIN_FAILED_TO_LOAD`,
 * `NO_PLUGIN_EXPORT`, `INVALID_PLUGIN_MANIFEST` (names the field) or `INCOMPATIBLE_SDK`.
 * @example
 * ```ts no-run
 * import { loadStrategyPlugin } from '@sigmax/core/plugins';
 * const trend = await loadStrategyPlugin('trend');
 * const mine = await loadStrategyPlugin('./strategies.ts#mine', { from: import.meta.dirname });
 * const strategy = trend.strategy({ fast: 10 });
 * ```
 */
export const loadStrategyPlugin = async (nameOrPath: string, place: PluginPlace = {}): Promise<StrategyPlugin> => {
  const { place: where, wanted } = parts(nameOrPath);
  const folder = startFolder(place);
  if (isPath(where)) return fromPath(where, wanted, folder);
  const packages = findPackages(folder);
  const exact = packages.find(({ name }) => name === where || name === `${packagePrefix}${where}`);
  if (exact !== undefined) {
    const exported = await pluginsOfPackage(exact);
    const namesake = exported.some(({ plugin }) => plugin.name === where) ? where : undefined;
    return choosePlugin(exported, wanted ?? namesake, exact.name);
  }
  if (!isStrategyPackage(where) && wanted === undefined) return byShortName(where, place);
  throw notFound(
    `Package ${where} was not found; installed ${packages.length === 0 ? 'is none' : `are ${packages.map(({ name }) => name).join(', ')}`}.`,
    `Install it with npm install ${where}, or give the path of a file.`,
    { name: where, packages: packages.map(({ name }) => name) },
  );
};
