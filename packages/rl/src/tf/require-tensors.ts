import { parseOptions } from '@sigmax/core';
import { z } from 'zod';

const schema = z.looseObject({ implementation: z.undefined('no such option: tfjs computes').optional() });

/** @throws {InvalidOptionsError} the kernels of the package were asked for, which these algorithms do not use. */
export const requireTensors = (options: object, what: string): void => {
  parseOptions(schema, options, what);
};
