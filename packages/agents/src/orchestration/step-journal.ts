import { canonicalJson } from '@sigmax/core';
import type { NowOrLater } from '../now-or-later';
import type { Json } from '../opinion/evidence';

/**
 * Where the steps of runs are written down.
 *
 * An implementer keeps lines in order; a line is kept before `append` ends, or not at all, or a part of the last one is.
 */
export interface StepJournal {
  read(run: string): NowOrLater<readonly string[]>;
  append(run: string, line: string): NowOrLater<void>;
}

/** What one line says: an effect is about to happen, or a step has ended. */
export interface StepRecord {
  readonly phase: 'begun' | 'done';
  readonly place: number;
  readonly step: string;
  readonly key: string;
  readonly result?: Json | undefined;
}

const isRecord = (value: unknown): value is StepRecord => {
  const { phase, place, step, key } = Object(value) as Partial<Record<keyof StepRecord, unknown>>;
  return (
    (phase === 'begun' || phase === 'done') &&
    Number.isSafeInteger(place) &&
    typeof step === 'string' &&
    typeof key === 'string'
  );
};

const parsed = (line: string): StepRecord | undefined => {
  try {
    const value: unknown = JSON.parse(line);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** What a journal says about a run. */
export interface StepRecords {
  readonly records: readonly StepRecord[];
  /** Whether a line is no record, as a crash in the middle of writing leaves one: something may have happened that is not here. */
  readonly isDamaged: boolean;
}

export const readRecords = (lines: readonly string[]): StepRecords => {
  const records = lines.map(parsed).filter((record) => record !== undefined);
  return { records, isDamaged: records.length < lines.length };
};

export const recordLine = (record: StepRecord): string => canonicalJson(record);

/**
 * Makes a journal in memory, for tests and for runs that need not survive a crash.
 *
 * @example
 * ```ts
 * import { memoryStepJournal } from '@sigmax/agents';
 * const journal = memoryStepJournal();
 * void journal.append('run-1', '{}');
 * journal.read('run-1'); // => ['{}']
 * ```
 */
export const memoryStepJournal = (): StepJournal => {
  const runs = new Map<string, string[]>();
  return {
    read: (run) => [...(runs.get(run) ?? [])],
    append: (run, line) => {
      const lines = runs.get(run) ?? [];
      lines.push(line);
      runs.set(run, lines);
    },
  };
};
