import { DataError } from '@sigmax/core';

/** How large symbols may be: below 2^32, or below 2^53, which a double holds exactly. */
export type SymbolBits = 32 | 53;

export const largestSymbol = (bits: SymbolBits): number => 2 ** bits - 1;

/** Whether a value is a symbol: a whole number from 1 that is not too large. */
export const isSymbolId = (value: unknown, bits: SymbolBits): value is number =>
  Number.isSafeInteger(value) && (value as number) >= 1 && (value as number) <= largestSymbol(bits);

const shown = (value: unknown): string =>
  typeof value === 'bigint' ? `${value}n` : (JSON.stringify(value) ?? 'missing').slice(0, 80);

/**
 * The symbol that a store has for an instrument, as a number or as its digits.
 *
 * @throws {DataError} `POISONED_SYMBOL`: it is not a symbol, so whoever wrote it was not a registry.
 */
export const requireSymbolId = (value: unknown, instrumentId: string, where: string, bits: SymbolBits): number => {
  const id = typeof value === 'string' && /^[1-9]\d{0,15}$/.test(value) ? Number(value) : value;
  if (isSymbolId(id, bits)) return id;
  throw new DataError({
    code: 'POISONED_SYMBOL',
    message: `${where}: the symbol of ${instrumentId} was ${shown(value)}, not a whole number from 1 to ${largestSymbol(bits)}.`,
    remedy: 'Mend or remove that row; every process must read the same number.',
    context: { where, instrumentId, value },
  });
};
