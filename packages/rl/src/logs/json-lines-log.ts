import type { LogOutput, LogSink } from './log-sink';

/**
 * Writes records as JSON, one object a line: `{"step":…,"timeMs":…,"values":{…}}`; what is not finite is `null`.
 *
 * @example
 * ```ts
 * import { jsonLinesLog } from '@sigmax/rl';
 * let text = '';
 * const log = jsonLinesLog({ write: (line) => { text += line; }, close: () => {} });
 * log.write({ step: 10, timeMs: 0, values: { loss: 0.5 } });
 * text; // => '{"step":10,"timeMs":0,"values":{"loss":0.5}}\n'
 * ```
 */
export const jsonLinesLog = (output: LogOutput<string>): LogSink => ({
  write: ({ step, timeMs, values }) => output.write(`${JSON.stringify({ step, timeMs, values })}\n`),
  close: () => output.close(),
});
