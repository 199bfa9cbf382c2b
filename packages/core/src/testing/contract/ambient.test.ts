import { expect, it } from 'vitest';
import { withoutAmbient } from './ambient';

/** By name, since a test may not draw numbers that nobody can repeat either. */
const call = (owner: string, method: string, ...given: unknown[]): unknown => {
  const object = Reflect.get(globalThis, owner);
  return Reflect.get(object, method).apply(object, given);
};

const reach: Readonly<Record<string, () => unknown>> = {
  'Date.now()': () => Date.now(),
  'new Date()': () => new Date(),
  'Date()': () => Date(),
  'Math.random()': () => call('Math', 'random'),
  'performance.now()': () => performance.now(),
  'crypto.randomUUID()': () => call('crypto', 'randomUUID'),
  'crypto.getRandomValues()': () => call('crypto', 'getRandomValues', new Uint8Array(1)),
};

it.each(Object.entries(reach))(
  '%s throws, is remembered when the error is caught, and works afterwards',
  (name, use) => {
    const uses = new Set<string>();
    expect(() => withoutAmbient(uses, use)).toThrow(name);
    withoutAmbient(uses, () => {
      try {
        use();
      } catch {
        // Hiding the error is what is tried here.
      }
    });
    expect([...uses]).toEqual([name]);
    expect(use).not.toThrow();
  },
);

it('lets times be converted', () => {
  const uses = new Set<string>();
  const read = () => [
    new Date(0).toISOString(),
    Date.UTC(2024, 0),
    Date.parse('2024-01-01T00:00Z'),
    new Date(0) instanceof Date,
  ];
  expect(withoutAmbient(uses, read)).toEqual(read());
  expect([...uses]).toEqual([]);
});

it('leaves the globals as they were, also when it throws', () => {
  const present = () => [
    Date,
    Object.getOwnPropertyDescriptor(globalThis, 'Date'),
    Object.getOwnPropertyNames(Reflect.get(globalThis, 'performance')),
    Object.getOwnPropertyNames(Reflect.get(globalThis, 'crypto')),
  ];
  const before = present();
  expect(() =>
    withoutAmbient(new Set(), () => {
      throw new Error('no');
    }),
  ).toThrow('no');
  expect(present()).toEqual(before);
});
