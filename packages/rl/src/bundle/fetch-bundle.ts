import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { BundleError } from '../errors';
import { functionOption } from '../function-option';
import { decodeBundle, type ExpectedBundle } from './decode-bundle';
import type { ModelBundle } from './model-bundle';

/** What is used of an answer of `fetch`. */
export interface FetchedFile {
  readonly ok: boolean;
  readonly status: number;
  text(): Promise<string>;
  arrayBuffer(): Promise<ArrayBuffer>;
}

export interface FetchBundleOptions {
  readonly fetch: (url: string) => Promise<FetchedFile>;
  readonly expected?: ExpectedBundle;
}

const schema = z.strictObject({ fetch: functionOption(), expected: z.unknown().optional() });

/**
 * Loads the bundle under an address, in a browser for example: `<address>/model.json` and `<address>/weights.bin`. Needs no tfjs.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @throws {BundleError} an answer is none (`BUNDLE_NOT_FOUND`, which says whether a retry makes sense), or a file is bad; see
 * `decodeBundle`.
 * @example
 * ```ts no-run
 * import { bundlePolicy, fetchBundle } from '@sigmax/rl';
 * const bundle = await fetchBundle('/models/trend', { fetch });
 * bundlePolicy(bundle);
 * ```
 */
export const fetchBundle = async (address: string, options: FetchBundleOptions): Promise<ModelBundle> => {
  parseOptions(schema, options, 'fetchBundle');
  const { fetch, expected = {} } = options;
  const load = async <Data>(name: string, read: (file: FetchedFile) => Promise<Data>): Promise<Data> => {
    const url = `${address.replace(/\/$/, '')}/${name}`;
    const failed = (what: string, isRetryable: boolean, cause?: unknown): BundleError =>
      new BundleError({
        code: 'BUNDLE_NOT_FOUND',
        message: `Bundle: ${url} ${what}.`,
        remedy: 'Check the address and the server.',
        isRetryable,
        cause,
      });
    let file: FetchedFile;
    try {
      file = await fetch(url);
    } catch (cause) {
      throw failed('could not be reached', true, cause);
    }
    if (!file.ok) throw failed(`answered ${file.status}`, file.status >= 500 || file.status === 429);
    try {
      return await read(file);
    } catch (cause) {
      throw failed('broke off', true, cause);
    }
  };
  const [model, weights] = await Promise.all([
    load('model.json', (file) => file.text()),
    load('weights.bin', (file) => file.arrayBuffer()),
  ]);
  return decodeBundle({ 'model.json': model, 'weights.bin': new Uint8Array(weights) }, expected);
};
