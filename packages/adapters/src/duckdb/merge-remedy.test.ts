import { expect, it } from 'vitest';
import { mergeRemedy } from './merge-remedy';

it('names the option where memory ran out, and else what may be wrong with the disk', () => {
  expect(mergeRemedy('Out of Memory Error: failed to pin block of size 256.0 KiB')).toContain('memoryMiB');
  expect(mergeRemedy('IO Error: No space left on device')).toContain('disk');
});
