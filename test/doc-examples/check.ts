import { expect } from 'vitest';

/** What a `// =>` line becomes: deep equality, with the place in the message. */
export const check = (actual: unknown, expected: unknown, place: string): void => {
  expect(actual, place).toEqual(expected);
};
