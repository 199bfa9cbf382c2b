import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { sdkVersion } from './sdk-version';

it('is the version of the package; when this fails after a release, write the new one into sdk-version.ts', () => {
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(sdkVersion).toBe(manifest.version);
});
