import { SigmaxError } from '@sigmax/core';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../internal/bad-input';

export const instrumentId = 'demo:BTC/USDT';

/** Writes a file that goes with the test, and returns its path. */
export const testFile = (name: string, content: string | Buffer): string => {
  const folder = temporaryFolder();
  onTestFinished(folder.remove);
  return folder.write(name, content);
};

export const collect = async <Value>(values: AsyncIterable<Value>): Promise<Value[]> => {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
};

/** What a broken import gave before its error, and that error. */
export const untilError = async <Value>(
  values: AsyncIterable<Value>,
): Promise<{ readonly events: readonly Value[]; readonly error: SigmaxError | undefined }> => {
  const events: Value[] = [];
  try {
    for await (const value of values) events.push(value);
    return { events, error: undefined };
  } catch (error) {
    if (!SigmaxError.isInstance(error)) throw error;
    return { events, error };
  }
};
