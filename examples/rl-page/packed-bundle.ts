import { decodeBundle, encodeBundle, type ModelBundle } from '@sigmax/rl';

/** The two files of a bundle inside a page. */
export interface PackedBundle {
  readonly model: string;
  /** The bytes of weights.bin in base64. */
  readonly weights: string;
}

export const packBundle = (bundle: ModelBundle): PackedBundle => {
  const files = encodeBundle(bundle);
  const bytes = files['weights.bin'];
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return { model: files['model.json'], weights: btoa(text) };
};

/** @throws {BundleError} the bundle is not what was packed. */
export const unpackBundle = ({ model, weights }: PackedBundle): ModelBundle =>
  decodeBundle({
    'model.json': model,
    'weights.bin': Uint8Array.from(atob(weights), (letter) => letter.charCodeAt(0)),
  });
