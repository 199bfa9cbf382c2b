import { BundleError } from '../errors';
import { decodeBundle, type ExpectedBundle } from './decode-bundle';
import { encodeBundle } from './encode-bundle';
import type { ModelBundle } from './model-bundle';

/** What is used of a browser's `localStorage` or `sessionStorage`. */
export interface TextStore {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Base64 of bytes, with padding. */
const toBase64 = (bytes: Uint8Array): string => {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    const left = bytes.length - at;
    text += digits[word >> 18] as string;
    text += digits[(word >> 12) & 63] as string;
    text += left > 1 ? digits[(word >> 6) & 63] : '=';
    text += left > 2 ? digits[word & 63] : '=';
  }
  return text;
};

/** Bytes of base64; what is no digit counts as 0 and is found out by the checksum. */
const fromBase64 = (text: string): Uint8Array => {
  const padding = text.endsWith('==') ? 2 : text.endsWith('=') ? 1 : 0;
  const bytes = new Uint8Array(Math.max((text.length / 4) * 3 - padding, 0));
  for (let at = 0, to = 0; at < text.length; at += 4, to += 3) {
    const word = [0, 1, 2, 3].reduce(
      (sum, place) => (sum << 6) | Math.max(digits.indexOf(text[at + place] ?? 'A'), 0),
      0,
    );
    for (let place = 0; place < 3 && to + place < bytes.length; place++)
      bytes[to + place] = (word >> (16 - 8 * place)) & 255;
  }
  return bytes;
};

/**
 * Keeps a bundle in a browser's storage, as one text.
 *
 * @example
 * ```ts
 * import { createBundle, readStoredBundle, storeBundle } from '@sigmax/rl';
 * const texts = new Map<string, string>();
 * const store = { getItem: (key: string) => texts.get(key) ?? null, setItem: (key: string, text: string) => void texts.set(key, text) };
 * const bundle = createBundle({
 *   description: {
 *     observationSize: 1, hiddenSizes: [], trunks: 'shared', activation: 'tanh', head: { type: 'categorical', sizes: [2] },
 *   },
 *   weights: [1, 2, 3, 4, 5, 6],
 *   metadata: { name: 'example', featureNames: ['a'], seed: 1, steps: 0, algorithm: { name: 'none', options: {} } },
 * });
 * storeBundle(store, 'policy', bundle);
 * readStoredBundle(store, 'policy').metadata.name; // => 'example'
 * ```
 */
export const storeBundle = (store: TextStore, key: string, bundle: ModelBundle): void => {
  const files = encodeBundle(bundle);
  store.setItem(key, JSON.stringify({ model: files['model.json'], weights: toBase64(files['weights.bin']) }));
};

/**
 * Reads a bundle that `storeBundle` kept, checked as `decodeBundle` does.
 *
 * @throws {BundleError} there is none (`BUNDLE_NOT_FOUND`), or it is bad; see `decodeBundle`.
 */
export const readStoredBundle = (store: TextStore, key: string, expected: ExpectedBundle = {}): ModelBundle => {
  const text = store.getItem(key);
  if (text === null) {
    throw new BundleError({
      code: 'BUNDLE_NOT_FOUND',
      message: `Bundle: nothing is stored under ${key}.`,
      remedy: 'Store one with storeBundle.',
    });
  }
  let value: { model?: unknown; weights?: unknown } | null;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BundleError({
      code: 'BUNDLE_MALFORMED',
      message: `Bundle: what is stored under ${key} is no JSON.`,
      remedy: 'Store it again.',
      cause,
    });
  }
  const files = { 'model.json': String(value?.model), 'weights.bin': fromBase64(String(value?.weights)) };
  return decodeBundle(files, expected);
};
