import { InvalidOptionsError } from '../errors';
import { checkPlugin } from '../plugin/check-plugin';
import type { StrategyPlugin } from '../plugin/strategy-plugin';

/** A plugin and the names under which its module exports it. */
export interface ExportedPlugin {
  readonly plugin: StrategyPlugin;
  readonly exportNames: readonly string[];
}

type Module = Readonly<Record<string, unknown>>;

const isMarked = (value: unknown): boolean => Reflect.get(Object(value), 'type') === 'sigmax-strategy';

/** The exports of a module; of a CommonJS module also those that Node shows only inside `default`. */
const exportsOf = (module: Module): [name: string, value: unknown][] => {
  const inner: unknown = module.default;
  const isBag = typeof inner === 'object' && inner !== null && !isMarked(inner);
  return [...Object.entries(module), ...(isBag ? Object.entries(inner) : [])];
};

const noPlugin = (entries: readonly [string, unknown][], what: string): InvalidOptionsError => {
  const names = [...new Set(entries.map(([name, value]) => `${name} (${typeof value})`))];
  const factory = entries.find(([, value]) => typeof Reflect.get(Object(value), 'strategyName') === 'string');
  return new InvalidOptionsError({
    code: 'NO_PLUGIN_EXPORT',
    message: `${what} exports no strategy plugin; it exports ${names.length === 0 ? 'nothing' : names.join(', ')}.`,
    remedy:
      factory === undefined
        ? 'Export what defineStrategyPlugin returns, by a name of its own or in an array called plugins.'
        : `Wrap ${factory[0]} in defineStrategyPlugin and export that.`,
    context: { what, exports: names },
  });
};

/**
 * The plugins that a module exports, one by one or in an array called `plugins`, each once.
 *
 * @throws {InvalidOptionsError} `NO_PLUGIN_EXPORT`, or what `checkPlugin` finds wrong with one of them.
 */
export const pluginsOfModule = (module: Module, what: string): ExportedPlugin[] => {
  const entries = exportsOf(module);
  const names = new Map<unknown, string[]>();
  const add = (value: unknown, ...given: string[]): void => {
    names.set(value, [...new Set([...(names.get(value) ?? []), ...given])]);
  };
  for (const [name, value] of entries) {
    if (name === 'plugins' && Array.isArray(value)) for (const one of value) add(one);
    else if (isMarked(value)) add(value, name);
  }
  if (names.size === 0) throw noPlugin(entries, what);
  return [...names].map(([value, exportNames]) => ({ plugin: checkPlugin(value, what), exportNames }));
};

const notOne = (code: string, message: string, found: readonly ExportedPlugin[], what: string): InvalidOptionsError => {
  const known = found.map(({ plugin }) => plugin.name);
  return new InvalidOptionsError({
    code,
    message,
    remedy: `Choose one: ${known.map((name) => `${what}#${name}`).join(', ')}.`,
    context: { what, plugins: known },
  });
};

/**
 * The plugin that is meant: the one called `wanted` by its own name or its export's, or the only one.
 *
 * @throws {InvalidOptionsError} `PLUGIN_NOT_FOUND`: none has the name. `AMBIGUOUS_PLUGIN`: there are several.
 */
export const choosePlugin = (
  found: readonly ExportedPlugin[],
  wanted: string | undefined,
  what: string,
): StrategyPlugin => {
  const [first, ...others] = found;
  if (wanted === undefined) {
    if (first !== undefined && others.length === 0) return first.plugin;
    throw notOne('AMBIGUOUS_PLUGIN', `${what} holds ${found.length} strategies.`, found, what);
  }
  const match =
    found.find(({ plugin }) => plugin.name === wanted) ?? found.find(({ exportNames }) => exportNames.includes(wanted));
  if (match !== undefined) return match.plugin;
  throw notOne('PLUGIN_NOT_FOUND', `${what} has no strategy ${JSON.stringify(wanted)}.`, found, what);
};
