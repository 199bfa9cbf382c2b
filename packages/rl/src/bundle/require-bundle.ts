import { BundleError } from '../errors';
import type { ModelBundle } from './model-bundle';

/** @throws {BundleError} the value is no bundle at all, as the text of a file is that was not decoded. */
export const requireBundle = (value: unknown, what: string): ModelBundle => {
  const { description, weights, metadata } = Object(value) as Partial<ModelBundle>;
  if (typeof description === 'object' && weights instanceof Float32Array && typeof metadata === 'object') {
    return value as ModelBundle;
  }
  throw new BundleError({
    code: 'BUNDLE_MALFORMED',
    message: `${what}: what was given is no bundle.`,
    remedy: 'Give what createBundle, bundleOfCheckpoint, decodeBundle or readBundle returned.',
  });
};
