import { type Clock, InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { instrumentParts } from './instrument-parts';
import { isSymbolId, type SymbolBits } from './symbol-id';
import type { SymbolStore } from './symbol-store';

/** Where a registry looks, and how long. */
export interface SymbolRegistryOptions {
  /** Keeps symbols for all processes: `postgresSymbols` or `fileSymbols`. Without one nothing is written down. */
  readonly store?: SymbolStore;
  /** Symbols by instrument id that are fixed in the program. */
  readonly fixed?: Readonly<Record<string, number>>;
  /** How large symbols may be. Defaults to 32. */
  readonly bits?: SymbolBits;
  /** Longest that the store may take for one instrument. Defaults to 5,000. */
  readonly timeoutMs?: number;
  /** How long a store is left alone after an outage. Defaults to 30,000. */
  readonly restMs?: number;
  /** Times the wait for the store. Defaults to the machine's clock. */
  readonly clock?: Clock;
}

const has = (value: unknown, ...methods: readonly string[]): boolean =>
  methods.every((method) => typeof Reflect.get(Object(value), method) === 'function');

const schema = z.strictObject({
  store: z
    .custom<SymbolStore>(
      (value) => has(value, 'find', 'claim', 'close'),
      'expected a store, for example fileSymbols(path)',
    )
    .optional(),
  fixed: z.record(z.string(), z.number()).default({}),
  bits: z.union([z.literal(32), z.literal(53)], 'expected 32 or 53').default(32),
  timeoutMs: z.number().positive().default(5_000),
  restMs: z.number().nonnegative().default(30_000),
  clock: z.custom<Clock>((value) => has(value, 'nowMs', 'after'), 'expected a Clock with nowMs and after').optional(),
});

/** @throws {InvalidOptionsError} an option is wrong or unknown, or two instruments have one fixed symbol */
export const parseRegistryOptions = (options: SymbolRegistryOptions) => {
  const settings = parseOptions(schema, options, 'symbolRegistry');
  const owners = new Map<number, string>();
  for (const [instrumentId, id] of Object.entries(settings.fixed)) {
    instrumentParts(instrumentId);
    const owner = owners.get(id);
    if (isSymbolId(id, settings.bits) && owner === undefined) {
      owners.set(id, instrumentId);
      continue;
    }
    throw new InvalidOptionsError({
      code: 'INVALID_OPTIONS',
      message: `symbolRegistry: fixed.${instrumentId} was ${id}${owner === undefined ? '' : `, as ${owner} is`}.`,
      remedy: `Give every instrument a whole number of its own, from 1 and below 2^${settings.bits}.`,
      context: { instrumentId, id, owner },
    });
  }
  return { ...settings, fixed: new Map(Object.entries(settings.fixed)), owners };
};

export type RegistrySettings = ReturnType<typeof parseRegistryOptions>;
