import { existsSync, mkdirSync, readFileSync, truncateSync } from 'node:fs';
import { dirname } from 'node:path';
import { AgentError } from '../errors';
import { createDecisionLog, type DecisionLog } from '../log/decision-log';
import type { LogHead } from '../log/log-line';
import { verifyDecisionLog } from '../log/verify-decision-log';
import { appendLine } from './append-line';

export interface DecisionLogFileOptions {
  readonly path: string;
  /** Names the run in the first line of a new file. */
  readonly run: string;
  /** Takes out of every text what must not be written down. Defaults to `redactSensitive`. */
  readonly redact?: ((text: string) => string) | undefined;
}

/** Where an existing log ends, after a line that a crash cut off was set aside. */
const endOf = (path: string): LogHead | undefined => {
  if (!existsSync(path)) return undefined;
  const bytes = readFileSync(path);
  const whole = bytes.subarray(0, bytes.lastIndexOf(10) + 1);
  const verdict = verifyDecisionLog(whole);
  if (whole.length > 0 && !verdict.isIntact) {
    throw new AgentError({
      code: 'LOG_DAMAGED',
      message: `${path} is not as it was written: ${verdict.why}.`,
      remedy: 'Keep it as evidence, and begin another file.',
      context: { path, line: verdict.line },
    });
  }
  if (whole.length < bytes.length) {
    appendLine(`${path}.torn`, bytes.subarray(whole.length).toString('utf8'));
    truncateSync(path, whole.length);
  }
  return whole.length === 0 ? undefined : verdict.head;
};

/**
 * Keeps a decision log in a file that is only ever added to, and goes on with one that is there after checking all of it.
 *
 * Each line is on the disk before `record` ends. What a crash left of a last line is moved to `{path}.torn`.
 *
 * - State: the head of the log; one process writes a file at a time.
 * - Errors: `AgentError` LOG_DAMAGED when the file is not as it was written; those of the file system.
 *
 * @example
 * ```ts no-run
 * import { decisionLogFile } from '@sigmax/agents/node';
 * const log = decisionLogFile({ path: 'logs/decisions.jsonl', run: 'paper-1' });
 * log.note({ operator: 'started' });
 * ```
 */
export const decisionLogFile = ({ path, run, redact }: DecisionLogFileOptions): DecisionLog => {
  mkdirSync(dirname(path), { recursive: true });
  return createDecisionLog({ run, redact, head: endOf(path), append: (line) => appendLine(path, line.trimEnd()) });
};
