import { readFileSync } from 'node:fs';
import { StoreError } from '../store/store-error';

/**
 * The text of a file; `undefined` when there is no such file.
 *
 * @throws {StoreError} `STORE_UNREADABLE`: it cannot be read; `STORE_TAMPERED`: it is no UTF-8.
 */
export const readText = (path: string): string | undefined => {
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (cause) {
    if (Reflect.get(Object(cause), 'code') === 'ENOENT') return undefined;
    throw new StoreError({
      code: 'STORE_UNREADABLE',
      message: `${path} cannot be read: ${cause instanceof Error ? cause.message : String(cause)}.`,
      remedy: 'Give this process the right to read it.',
      context: { path },
      cause,
    });
  }
  try {
    // A byte order mark would be dropped otherwise, and with it a difference.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch (cause) {
    throw new StoreError({
      code: 'STORE_TAMPERED',
      message: `${path} is no UTF-8.`,
      remedy: 'Put back a good copy.',
      context: { path },
      cause,
    });
  }
};
