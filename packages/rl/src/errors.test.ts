import { SigmaxError } from '@sigmax/core';
import { expect, it } from 'vitest';
import { EnvironmentError } from './errors';

it('is one of our errors, with a name of its own', () => {
  const error = new EnvironmentError({
    code: 'RESET_NEEDED',
    message: 'step came before reset.',
    remedy: 'Reset first.',
  });
  expect(SigmaxError.isInstance(error)).toBe(true);
  expect(error.name).toBe('EnvironmentError');
  expect(error.message).toBe('step came before reset. Reset first.');
});
