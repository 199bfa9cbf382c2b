import { canonicalJson } from '@sigmax/core';
import { contentHash } from '../opinion/content-hash';
import type { Json } from '../opinion/evidence';

/** What an entry of a decision log is about. */
export type LogEntryType = 'opened' | 'decision' | 'note';

/** One line of a decision log. */
export interface LogEntry {
  readonly sequence: number;
  readonly type: LogEntryType;
  readonly body: Json;
  /** Hash of the line before; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256 of the canonical JSON of everything else. */
  readonly hash: string;
}

/** Where a log ends: what has to be known from elsewhere to notice that its end was cut off. */
export interface LogHead {
  /** Lines so far. */
  readonly count: number;
  readonly hash: string;
}

export const emptyLog: LogHead = { count: 0, hash: '0'.repeat(64) };

/** The entry that follows a head. */
export const nextEntry = (head: LogHead, type: LogEntryType, body: Json): LogEntry => {
  const content = { sequence: head.count, type, body, previous: head.hash };
  return { ...content, hash: contentHash(content) };
};

export const lineOf = (entry: LogEntry): string => `${canonicalJson(entry)}\n`;
