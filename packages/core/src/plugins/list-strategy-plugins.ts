import { resolve } from 'node:path';
import { InvalidOptionsError } from '../errors';
import type { StrategyPlugin } from '../plugin/strategy-plugin';
import { type FoundPackage, findPackages } from './find-packages';
import { importModule } from './import-module';
import { packageEntry } from './package-entry';
import { type ExportedPlugin, pluginsOfModule } from './plugins-of-module';

export interface PluginPlace {
  /** Folder from which to look upwards. Defaults to the working directory. */
  readonly from?: string;
}

/** What is installed, and what could not be used. */
export interface InstalledPlugins {
  readonly plugins: readonly { readonly packageName: string; readonly plugin: StrategyPlugin }[];
  readonly failures: readonly { readonly packageName: string; readonly error: InvalidOptionsError }[];
}

export const startFolder = ({ from = '.' }: PluginPlace): string => resolve(from);

/**
 * The plugins of an installed package.
 *
 * @throws {InvalidOptionsError} it has no entry file, does not load, or exports no valid plugin.
 */
export const pluginsOfPackage = async ({ name, folder }: FoundPackage): Promise<ExportedPlugin[]> => {
  const entry = packageEntry(folder);
  if (entry === undefined) {
    throw new InvalidOptionsError({
      code: 'PLUGIN_FAILED_TO_LOAD',
      message: `${name} could not be loaded: its package.json names no file that exists.`,
      remedy: 'Build the package, or install it again.',
      context: { packageName: name, folder },
    });
  }
  return pluginsOfModule(await importModule(entry, name), name);
};

/**
 * Lists every strategy that is installed: all plugins of all packages called `sigmax-strategy-…`, in `node_modules` and in
 * workspaces, from a folder up to the root. Loads each of these packages; one that fails is reported and stops nothing.
 *
 * @example
 * ```ts no-run
 * import { parametersOf } from '@sigmax/core';
 * import { listStrategyPlugins } from '@sigmax/core/plugins';
 * const { plugins } = await listStrategyPlugins();
 * for (const { plugin } of plugins) console.log(plugin.name, plugin.description, parametersOf(plugin.strategy.params));
 * ```
 */
export const listStrategyPlugins = async (place: PluginPlace = {}): Promise<InstalledPlugins> => {
  const packages = findPackages(startFolder(place));
  const results = await Promise.all(
    packages.map(async (found) => {
      try {
        const exported = await pluginsOfPackage(found);
        return { plugins: exported.map(({ plugin }) => ({ packageName: found.name, plugin })), failures: [] };
      } catch (error) {
        if (!(error instanceof InvalidOptionsError)) throw error;
        return { plugins: [], failures: [{ packageName: found.name, error }] };
      }
    }),
  );
  return {
    plugins: results.flatMap(({ plugins }) => plugins),
    failures: results.flatMap(({ failures }) => failures),
  };
};
