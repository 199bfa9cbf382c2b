import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { decodeBundle, type ExpectedBundle } from '../bundle/decode-bundle';
import { encodeBundle } from '../bundle/encode-bundle';
import type { ModelBundle } from '../bundle/model-bundle';
import { BundleError } from '../errors';

const failed = (code: string, message: string, remedy: string, cause: unknown): BundleError =>
  new BundleError({ code, message, remedy, cause });

/**
 * Writes a bundle into a folder as `model.json` and `weights.bin`; the folder is made when it is not there.
 *
 * Each file is written under another name first and renamed, the weights before the model. A reader who comes between the two
 * gets `BUNDLE_CHECKSUM` and never a mixture.
 *
 * @throws {BundleError} a file cannot be written (`BUNDLE_NOT_WRITTEN`).
 * @example
 * ```ts no-run
 * import type { ModelBundle } from '@sigmax/rl';
 * import { readBundle, writeBundle } from '@sigmax/rl/node';
 * declare const bundle: ModelBundle;
 * writeBundle('models/trend', bundle);
 * readBundle('models/trend').metadata.name;
 * ```
 */
export const writeBundle = (folder: string, bundle: ModelBundle): void => {
  const files = encodeBundle(bundle);
  try {
    mkdirSync(folder, { recursive: true });
    for (const name of ['weights.bin', 'model.json'] as const) {
      const path = join(folder, name);
      writeFileSync(`${path}.new`, files[name]);
      renameSync(`${path}.new`, path);
    }
  } catch (cause) {
    throw failed('BUNDLE_NOT_WRITTEN', `Bundle: ${folder} could not be written.`, 'Check its path and rights.', cause);
  }
};

/**
 * Reads the bundle in a folder, checked as `decodeBundle` does.
 *
 * @throws {BundleError} a file cannot be read (`BUNDLE_NOT_FOUND`), or is bad; see `decodeBundle`.
 */
export const readBundle = (folder: string, expected: ExpectedBundle = {}): ModelBundle => {
  const read = (name: string): Buffer => {
    try {
      return readFileSync(join(folder, name));
    } catch (cause) {
      throw failed('BUNDLE_NOT_FOUND', `Bundle: ${join(folder, name)} could not be read.`, 'Check its path.', cause);
    }
  };
  const files = {
    'model.json': read('model.json').toString('utf8'),
    'weights.bin': new Uint8Array(read('weights.bin')),
  };
  return decodeBundle(files, expected);
};
