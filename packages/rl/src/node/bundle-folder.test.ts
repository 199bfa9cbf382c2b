import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { bundleOf, descriptions } from '../bundle/bundle.test-helper';
import { readBundle, writeBundle } from './bundle-folder';

const folder = mkdtempSync(join(tmpdir(), 'rl-bundle-'));
afterAll(() => rmSync(folder, { recursive: true }));

it('a bundle in a folder comes back, and is replaced as a whole', () => {
  const path = join(folder, 'deep', 'model');
  const bundle = bundleOf(descriptions.shared);
  writeBundle(path, bundle);
  expect(readBundle(path)).toEqual(bundle);
  expect(readdirSync(path).sort()).toEqual(['model.json', 'weights.bin']);
  const other = bundleOf(descriptions.shared, {}, 2);
  writeBundle(path, other);
  expect(readBundle(path).weights).toEqual(other.weights);
});

it('a mixture of two is found out, and so is what is not there', () => {
  const path = join(folder, 'mixed');
  writeBundle(path, bundleOf(descriptions.shared));
  const [one, other] = [join(folder, 'one'), bundleOf(descriptions.shared, {}, 2)];
  writeBundle(one, other);
  writeFileSync(join(path, 'weights.bin'), new Uint8Array(other.weights.buffer));
  expect(() => readBundle(path)).toThrow(expect.objectContaining({ code: 'BUNDLE_CHECKSUM' }));
  rmSync(join(path, 'weights.bin'));
  expect(() => readBundle(path)).toThrow(expect.objectContaining({ code: 'BUNDLE_NOT_FOUND' }));
  writeFileSync(join(folder, 'file'), '');
  expect(() => writeBundle(join(folder, 'file', 'x'), other)).toThrow(
    expect.objectContaining({ code: 'BUNDLE_NOT_WRITTEN' }),
  );
});
