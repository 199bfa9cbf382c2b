import { z } from 'zod';

/** A number above 0; whether it is too large is the guard's to say. */
export const positive = z.number().positive();

/** Numbers by the name of what they are about: instruments or assets. */
export const unitsByName = z.record(z.string().min(1), z.number().min(0));

const entriesOf = (value: unknown): [string, number][] => Object.entries(Object(value) as Record<string, number>);

/** Whether the same names have numbers that are no higher. */
export const isLowerEach = (before: unknown, after: unknown): boolean =>
  entriesOf(after).length === entriesOf(before).length &&
  entriesOf(after).every(
    ([name, value]) => Object.hasOwn(Object(before), name) && value <= Reflect.get(Object(before), name),
  );

/** Whether all names that had a number have one that is no lower. */
export const isHigherEach = (before: unknown, after: unknown): boolean =>
  entriesOf(before).every(
    ([name, value]) => Object.hasOwn(Object(after), name) && Reflect.get(Object(after), name) >= value,
  );
