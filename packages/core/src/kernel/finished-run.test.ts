import { expect, it } from 'vitest';
import { FinishedRun } from './finished-run';
import type { RunResult } from './run-result';

const finished = () => {
  const read: string[] = [];
  const late = {
    fills: () => {
      read.push('fills');
      return [];
    },
    quoteDigest: () => {
      read.push('quotes');
      return undefined;
    },
  };
  const fields = { runId: 'a', market: [] } as unknown as Omit<RunResult, 'fills' | 'marketDigest'>;
  return { read, run: FinishedRun.of(fields, late) };
};

it('makes its late fields when they are read, and once', () => {
  const { read, run } = finished();
  expect(read).toEqual([]);
  expect(run.fills).toBe(run.fills);
  expect(run.marketDigest).toMatch(/^[0-9a-f]{64}$/);
  expect(run.marketDigest).toBe(run.marketDigest);
  expect(read).toEqual(['fills', 'quotes']);
});

it('has them as fields of its own, with getters that all results share', () => {
  const [one, other] = [finished().run, finished().run];
  expect(Object.keys({ ...one })).toEqual(['runId', 'market', 'fills', 'marketDigest']);
  const getter = (run: RunResult) => Object.getOwnPropertyDescriptor(run, 'fills')?.get;
  expect(getter(one)).toBe(getter(other));
});
