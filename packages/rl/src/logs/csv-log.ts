import { InvalidOptionsError, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { LogOutput, LogSink } from './log-sink';

const schema = z.strictObject({ names: z.array(z.string().min(1)).readonly().optional() });

/** A field as RFC 4180 wants it. */
const field = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * Writes records as CSV: a header, then `step`, `timeMs` and the figures of each record; what is missing or not finite is empty.
 *
 * The columns are `names`, or those of the first record when left out.
 *
 * @throws {InvalidOptionsError} from `write`: a record has a figure that has no column (`UNKNOWN_COLUMN`).
 * @example
 * ```ts
 * import { csvLog } from '@sigmax/rl';
 * let text = '';
 * const log = csvLog({ write: (line) => { text += line; }, close: () => {} }, { names: ['loss', 'return'] });
 * log.write({ step: 10, timeMs: 0, values: { loss: 0.5 } });
 * text; // => 'step,timeMs,loss,return\n10,0,0.5,\n'
 * ```
 */
export const csvLog = (output: LogOutput<string>, options: { readonly names?: readonly string[] } = {}): LogSink => {
  const { names: given } = parseOptions(schema, options, 'csvLog');
  let columns: readonly string[] | undefined;
  const begin = (names: readonly string[]): readonly string[] => {
    output.write(`${['step', 'timeMs', ...names].map(field).join(',')}\n`);
    return names;
  };
  return {
    write: ({ step, timeMs, values }) => {
      columns ??= begin(given ?? Object.keys(values));
      const unknown = Object.keys(values).find((name) => columns?.includes(name) === false);
      if (unknown !== undefined) {
        throw new InvalidOptionsError({
          code: 'UNKNOWN_COLUMN',
          message: `csvLog: the record of step ${step} has a figure ${unknown}; the columns are ${columns.join(', ')}.`,
          remedy: 'Name all columns in options.names.',
          context: { step, name: unknown },
        });
      }
      const cells = columns.map((name) => (Number.isFinite(values[name]) ? String(values[name]) : ''));
      output.write(`${[String(step), String(timeMs), ...cells].join(',')}\n`);
    },
    close: () => output.close(),
  };
};
