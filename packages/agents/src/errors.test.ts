import { DataError, SigmaxError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { AgentError, endsTheRun, ModelError, ReplayError } from './errors';

const options = { code: 'NO_ANSWER', message: 'The model said nothing.', remedy: 'Ask again.' };

it.each([
  ['AgentError', AgentError],
  ['ModelError', ModelError],
  ['ReplayError', ReplayError],
] as const)('%s is one of our errors, with a name of its own', (name, Failure) => {
  const error = new Failure(options);
  expect(SigmaxError.isInstance(error)).toBe(true);
  expect(error.name).toBe(name);
  expect(error.message).toBe('The model said nothing. Ask again.');
});

it('a recording without an answer ends the run, nothing else does', () => {
  expect(endsTheRun(new ReplayError(options))).toBe(true);
  for (const other of [new ModelError(options), new AgentError(options), new DataError(options), new Error(), 'x']) {
    expect(endsTheRun(other)).toBe(false);
  }
});
