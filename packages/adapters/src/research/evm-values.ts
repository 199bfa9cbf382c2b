import { unexpectedShape } from '../internal/sources/read-rows';

/** A quantity of Ethereum's JSON-RPC as an exact integer: hexadecimal with `0x`, at most 256 bits. */
export const evmQuantity = (source: string, what: string, value: unknown): bigint => {
  if (typeof value === 'string' && /^0x[\da-fA-F]{1,64}$/.test(value)) return BigInt(value);
  throw unexpectedShape(source, `${what} is no quantity`);
};

/** The same for what a number can hold: heights and times. */
export const evmNumber = (source: string, what: string, value: unknown): number => {
  const number = Number(evmQuantity(source, what, value));
  if (Number.isSafeInteger(number)) return number;
  throw unexpectedShape(source, `${what} is beyond 2^53`);
};

export const toHex = (value: number): string => `0x${value.toString(16)}`;
