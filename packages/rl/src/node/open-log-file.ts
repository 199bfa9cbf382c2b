import { closeSync, openSync, writeSync } from 'node:fs';
import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { LogOutput } from '../logs/log-sink';

const schema = z.strictObject({ append: z.boolean().default(false) });

const opened = (path: string, isAppending: boolean): number => {
  try {
    return openSync(path, isAppending ? 'a' : 'w');
  } catch (cause) {
    throw new InvalidOptionsError({
      code: 'LOG_NOT_OPENED',
      message: `openLogFile: ${path} could not be opened.`,
      remedy: 'Make its folder, or give another path.',
      context: { path },
      cause,
    });
  }
};

/**
 * A file that takes the text or the bytes of a log, each write in full before the call returns.
 *
 * Begins anew unless `append` is true.
 *
 * @throws {InvalidOptionsError} the file cannot be opened (`LOG_NOT_OPENED`); from `write`, it was closed (`LOG_CLOSED`).
 * @example
 * ```ts no-run
 * import { systemClock } from '@sigmax/core';
 * import { csvLog, logTraining, tensorBoardLog } from '@sigmax/rl';
 * import { openLogFile } from '@sigmax/rl/node';
 * const log = logTraining([
 *   csvLog(openLogFile('run/progress.csv')),
 *   tensorBoardLog(openLogFile('run/events.out.tfevents.1'), { clock: systemClock }),
 * ]);
 * ```
 */
export const openLogFile = (
  path: string,
  options: { readonly append?: boolean } = {},
): LogOutput<string> & LogOutput<Uint8Array> => {
  let file: number | undefined = opened(path, parseOptions(schema, options, 'openLogFile').append);
  const write = (data: string | Uint8Array): void => {
    if (file === undefined) {
      throw new InvalidOptionsError({
        code: 'LOG_CLOSED',
        message: `openLogFile: ${path} was closed.`,
        remedy: 'Write before close.',
        context: { path },
      });
    }
    const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : data;
    for (let written = 0; written < bytes.length; ) written += writeSync(file, bytes, written);
  };
  return {
    write,
    close: () => {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
};
