import { expect, it } from 'vitest';
import { QuantumError } from '../errors';
import { watcher } from './watch';

it('reports once an interval, however many steps come at once', () => {
  const seen: number[] = [];
  const step = watcher({ onProgress: (done) => seen.push(done) }, 400_000, 'work');
  step(65_535);
  step(1);
  step(10);
  step(200_000);
  step(1);
  expect(seen).toEqual([65_536, 265_546]);
});

it('throws at the next interval after an abort', () => {
  const control = new AbortController();
  const step = watcher({ signal: control.signal }, 100_000, 'work');
  step(65_536);
  control.abort();
  step(1_000);
  expect(() => step(70_000)).toThrow('work was aborted after 136536 of 100000 steps.');
  try {
    step(70_000);
  } catch (error) {
    expect(QuantumError.isInstance(error) && error.code).toBe('ABORTED');
  }
});
