import { SigmaxError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { AgentError, ModelError } from './errors';

it.each([
  ['AgentError', AgentError],
  ['ModelError', ModelError],
] as const)('%s is one of our errors, with a name of its own', (name, Failure) => {
  const error = new Failure({ code: 'NO_ANSWER', message: 'The model said nothing.', remedy: 'Ask again.' });
  expect(SigmaxError.isInstance(error)).toBe(true);
  expect(error.name).toBe(name);
  expect(error.message).toBe('The model said nothing. Ask again.');
});
