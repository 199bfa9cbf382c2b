import { describe, expect, it } from 'vitest';
import { CircuitError, ProblemError, QuantumCapacityError, QuantumError, QuantumOptionsError } from './errors';

const kinds = { QuantumError, QuantumOptionsError, CircuitError, QuantumCapacityError, ProblemError };

describe.each(Object.entries(kinds))('%s', (name, Kind) => {
  it('says what was wrong, then what to do', () => {
    const cause = new Error('inner');
    const error = new Kind({ code: 'A_B', message: 'It was 5.', remedy: 'Make it 6.', context: { it: 5 }, cause });
    expect(error).toMatchObject({ name, code: 'A_B', message: 'It was 5. Make it 6.', remedy: 'Make it 6.', cause });
    expect(error).toBeInstanceOf(QuantumError);
    expect(error).toBeInstanceOf(Error);
    expect(String(error)).toBe(`${name}: It was 5. Make it 6.`);
  });

  it('needs no more than a code and a message', () => {
    const error = new Kind({ code: 'A', message: 'No.' });
    expect(error).toMatchObject({ message: 'No.', remedy: undefined, context: {}, isRetryable: false });
    expect('cause' in error).toBe(false);
    expect(new Kind({ code: 'A', message: 'No.', isRetryable: true }).isRetryable).toBe(true);
  });
});

it('keeps its facts', () => {
  const facts = { it: 5 };
  const { context } = new CircuitError({ code: 'A', message: 'No.', context: facts });
  facts.it = 6;
  expect(context).toEqual({ it: 5 });
  expect(Object.isFrozen(context)).toBe(true);
});

it('is known by its marks, here and to the engine', () => {
  const error = new CircuitError({ code: 'A', message: 'No.' });
  expect(QuantumError.isInstance(error)).toBe(true);
  expect(Symbol.for('sigmax.error') in error).toBe(true);
  expect(QuantumError.isInstance({ [Symbol.for('sigmax.quantum-error')]: true })).toBe(true);
  for (const other of [new Error('no'), undefined, null, 'sigmax.quantum-error', {}])
    expect(QuantumError.isInstance(other)).toBe(false);
});
