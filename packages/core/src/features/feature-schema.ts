import { canonicalJson } from '../kernel/canonical-json';
import { createSha256 } from '../sha256';
import type { Feature } from './feature';

/**
 * A digest of what the numbers of a frame mean: names, parameters, their order and the window. A model that was trained on one
 * schema must not be fed another.
 */
export const featureSchemaHash = (features: readonly Feature[], windowMs: number): string => {
  const hash = createSha256();
  const schema = { version: 1, windowMs, features: features.map(({ name, parameters }) => ({ name, parameters })) };
  hash.update(new TextEncoder().encode(canonicalJson(schema)));
  return hash.hex();
};
