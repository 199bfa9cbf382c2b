import { expect, it } from 'vitest';
import { checkStateBytes, defaultMaximumBytes, stateBytes } from './state-bytes';

it('a state needs 16 bytes for each amplitude, 8 in single precision, and a scratch block', () => {
  expect(stateBytes(20)).toBe(16 * (2 ** 20 + 2 ** 13));
  expect(stateBytes(20, 'f32')).toBe(8 * (2 ** 20 + 2 ** 13));
});

it('27 qubits are allowed in double and 28 in single precision, and no more', () => {
  for (const [qubits, precision] of [
    [27, 'f64'],
    [28, 'f32'],
  ] as const) {
    expect(() => checkStateBytes(qubits, precision, defaultMaximumBytes)).not.toThrow();
    expect(() => checkStateBytes(qubits + 1, precision, defaultMaximumBytes)).toThrow(
      expect.objectContaining({ code: 'STATE_TOO_LARGE', context: expect.objectContaining({ precision }) }),
    );
  }
});

it('a limit that is no number allows nothing', () => {
  expect(() => checkStateBytes(1, 'f64', Number.NaN)).toThrow('the limit is NaN bytes');
});
