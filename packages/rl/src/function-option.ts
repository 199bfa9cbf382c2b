import { z } from 'zod';

/** A schema of an option that is a function, which is used as it is. */
export const functionOption = <Signature>() =>
  z.custom<Signature>((value) => typeof value === 'function', 'expected a function');
