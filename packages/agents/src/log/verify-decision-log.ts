import { canonicalJson } from '@sigmax/core';
import { contentHash } from '../opinion/content-hash';
import { emptyLog, type LogEntry, type LogHead } from './log-line';

export type LogVerdict =
  | { readonly isIntact: true; readonly entries: readonly LogEntry[]; readonly head: LogHead }
  | {
      readonly isIntact: false;
      /** The first line that is wrong, counted from 1. */
      readonly line: number;
      readonly why: string;
      /** What comes before it, which is as it was written. */
      readonly entries: readonly LogEntry[];
      readonly head: LogHead;
    };

const types = ['opened', 'decision', 'note'];

/** The entry of a line, or what is wrong with it. Compared as text: what reads the same and is written otherwise was edited. */
const entryOf = (line: string, head: LogHead): LogEntry | string => {
  let entry: LogEntry;
  try {
    entry = JSON.parse(line) as LogEntry;
  } catch {
    return 'is no JSON';
  }
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return 'is no entry';
  const { sequence, type, body, previous, hash, ...others } = entry;
  if (Object.keys(others).length > 0 || !types.includes(type)) return 'is no entry';
  if (canonicalJson(entry) !== line) return 'is not written as it was';
  if (contentHash({ sequence, type, body, previous }) !== hash) return 'has another content than its hash says';
  if (sequence !== head.count) return `has number ${sequence} instead of ${head.count}`;
  if (previous !== head.hash) return 'does not follow the line before it';
  return entry;
};

const textOf = (content: string | Uint8Array): string | undefined => {
  if (typeof content === 'string') return content;
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(content);
  } catch {
    return undefined;
  }
};

/**
 * Checks a decision log: every line is as it was written and follows the one before.
 *
 * hash = SHA-256(canonical JSON of sequence, type, body and the hash before). A changed, added, moved or removed byte anywhere is found.
 * Whole lines cut off the end, and a log that was written anew from its first line, are found by `expected`, a head that was kept
 * elsewhere.
 *
 * - Cost: one SHA-256 of the text. Errors: none; what is no log is not intact.
 *
 * @example
 * ```ts
 * import { createDecisionLog, verifyDecisionLog } from '@sigmax/agents';
 * let text = '';
 * const log = createDecisionLog({ run: 'run-1', append: (line) => { text += line; } });
 * log.note({ operator: 'started' });
 * verifyDecisionLog(text, log.head()).isIntact; // => true
 * verifyDecisionLog(text.replace('started', 'stopped')).isIntact; // => false
 * ```
 */
export const verifyDecisionLog = (content: string | Uint8Array, expected?: LogHead): LogVerdict => {
  const entries: LogEntry[] = [];
  let head = emptyLog;
  const broken = (why: string): LogVerdict => ({ isIntact: false, line: entries.length + 1, why, entries, head });
  const text = textOf(content);
  if (text === undefined) return broken('the file is no UTF-8');
  const lines = text.split('\n');
  // What follows the last end of line: nothing, unless a write was cut off.
  const rest = lines.pop();
  for (const line of lines) {
    const entry = entryOf(line, head);
    if (typeof entry === 'string') return broken(`line ${entries.length + 1} ${entry}`);
    entries.push(entry);
    head = { count: head.count + 1, hash: entry.hash };
  }
  if (rest !== '') return broken(`line ${entries.length + 1} does not end`);
  if (entries.length === 0 || entries[0]?.type !== 'opened') return broken('the first line does not open a log');
  if (expected !== undefined && (expected.count !== head.count || expected.hash !== head.hash)) {
    return broken(`the log ends after ${head.count} lines, and another end was expected`);
  }
  return { isIntact: true, entries, head };
};
