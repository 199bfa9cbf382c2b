import { DataError } from '@sigmax/core';
import { shownValue } from './read-value';

/**
 * A list of rows, or an error that is worth another request: an error page in place of data says nothing of the data.
 *
 * @throws {DataError} `BAD_RESPONSE`, retryable: it is no list, or a long one of single characters.
 */
export const requireRows = (value: unknown, what: string): readonly unknown[] => {
  // ccxt reads a page of text as rows, one of each character.
  const isText = Array.isArray(value) && value.length > 0 && value.every((row) => isEmptyRow(row));
  if (Array.isArray(value) && !isText) return value;
  throw new DataError({
    code: 'BAD_RESPONSE',
    message: `${what}: the answer was ${isText ? 'a list without data' : shownValue(value)}.`,
    remedy: 'It is asked again.',
    isRetryable: true,
  });
};

/** A row in which nothing could be read. */
const isEmptyRow = (row: unknown): boolean =>
  typeof row !== 'object' || row === null || Object.values(row).every((value) => typeof value !== 'number');
