import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataError, InvalidOptionsError, SigmaxError } from '@sigmax/core';

/** One row of a table of bad inputs, for tests. */
export interface BadInput {
  /** What is bad about it. */
  readonly name: string;
  readonly content: string | Buffer;
  readonly options?: object;
  readonly code: string;
  /** Where the message must say it is. Defaults to nowhere. */
  readonly at?: string;
  /** What the message must say: field, value, remedy. */
  readonly says: readonly RegExp[];
  /** Defaults to `DataError`. */
  readonly isOption?: true;
}

/** A folder that lives as long as the tests that use it. */
export const temporaryFolder = () => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-'));
  return {
    path: (name: string) => join(folder, name),
    write: (name: string, content: string | Buffer): string => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    },
    remove: () => rmSync(folder, { recursive: true }),
  };
};

/** Faults of a line as such, before it has fields. */
const wholeLine = new Set([
  'BLANK_LINE',
  'LINE_ENDS',
  'LINE_TOO_LONG',
  'NOT_JSON_LINES',
  'STRAY_QUOTE',
  'UNCLOSED_QUOTE',
  'UNKNOWN_DELIMITER',
]);

/** Returns what an error lacks of what the table asks, an empty list when it lacks nothing. */
export const shortcomings = (error: unknown, bad: BadInput, source: string): string[] => {
  if (!SigmaxError.isInstance(error)) return [`not a SigmaxError: ${String(error)}`];
  const lacks: string[] = [];
  const expect = (holds: boolean, what: string) => {
    if (!holds) lacks.push(`${what}: ${error.code} ${error.message}`);
  };
  expect(error instanceof (bad.isOption ? InvalidOptionsError : DataError), 'wrong class');
  expect(error.code === bad.code, `code is not ${bad.code}`);
  for (const pattern of bad.says) expect(pattern.test(error.message), `message lacks ${pattern}`);
  if (bad.isOption) return lacks;
  expect(
    error.message.startsWith(`${source}${bad.at === undefined ? '' : `, ${bad.at}`}: `),
    'message lacks the place',
  );
  expect(error.context.source === source, 'context lacks the source');
  const [, kind, number] = /^(line|element) (\d+)$/.exec(bad.at ?? '') ?? [];
  if (kind !== undefined)
    expect(error.context[kind === 'line' ? 'line' : 'index'] === Number(number), 'context lacks the place');
  expect(
    error.context.field !== undefined || wholeLine.has(error.code) || bad.at === undefined,
    'context lacks the field',
  );
  expect((error.remedy ?? '').length > 20, 'no remedy');
  return lacks;
};
