import { DataError } from '@sigmax/core';
import { namesPrototype } from './names-prototype';

/** A longer body is looked at from both ends only; lists of markets are this long, and data is not. */
const longestParsed = 2_000_000;

const isJson = (body: string): boolean => {
  const text = body.trim();
  if (!/^(\{[\s\S]*\}|\[[\s\S]*\])$/.test(text)) return false;
  if (text.length > longestParsed) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

/**
 * Refuses the body of an answer that is no JSON: ccxt would read an error page, or half an answer, as a list without rows.
 *
 * @throws {DataError} `BAD_RESPONSE`, retryable.
 */
export const requireJson = (body: string, what: string): void => {
  if (isJson(body) && !namesPrototype(body)) return;
  throw new DataError({
    code: 'BAD_RESPONSE',
    message: `${what}: an answer of ${body.length} characters was no JSON, or named what all objects share.`,
    remedy: 'It is asked again.',
    isRetryable: true,
    context: { length: body.length },
  });
};
