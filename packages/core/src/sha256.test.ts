import { describe, expect, it } from 'vitest';
import { seededRandom } from './random';
import { createSha256, portableSha256, sha256Hex } from './sha256';

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

describe.each([
  ['the host’s', createSha256],
  ['the portable', portableSha256],
])('%s SHA-256', (_, create) => {
  // FIPS 180-2, appendix B.
  it.each([
    ['', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [
      'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq',
      '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1',
    ],
  ])('of %j is the published one', (text, digest) => {
    const hash = create();
    hash.update(bytes(text));
    expect(hash.hex()).toBe(digest);
  });
});

it('is one and the same, however the bytes are cut', () => {
  const random = seededRandom(3);
  const all = Uint8Array.from({ length: 10_000 }, () => random.integer(256));
  const [host, portable] = [createSha256(), portableSha256()];
  portable.update(all);
  for (let at = 0; at < all.length; ) {
    const next = Math.min(all.length, at + 1 + random.integer(200));
    host.update(all.subarray(at, next));
    at = next;
  }
  const digest = portable.hex();
  expect([host.hex(), sha256Hex(all)]).toEqual([digest, digest]);
});
