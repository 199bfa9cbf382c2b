import { readFileSync, writeFileSync } from 'node:fs';
import { seededRandom } from '@sigmax/core';
import { describe, expect, test } from 'vitest';
import { collect, testFile, untilError } from './import.test-helper';
import { readZip } from './read-zip';
import { zipBytes, zipOf } from './zip-bytes.test-helper';

const random = seededRandom(7);
/** More than one chunk, and nothing that packs to nothing. */
const content = Buffer.from(Array.from({ length: 300_000 }, (_, row) => `${row},${random.uniform()}\n`).join(''));
const read = async (bytes: Buffer) => Buffer.concat(await collect(readZip(testFile('a.zip', bytes), 'a.zip')));

describe('a zip archive', () => {
  test.each([
    ['deflated', {}],
    ['stored', { isStored: true }],
    ['with a data descriptor', { hasDescriptor: true }],
    ['with 64-bit sizes', { is64: true }],
    ['with 64-bit sizes after the data', { is64: true, hasDescriptor: true }],
  ])('%s', async (_, options) => {
    for (const [comment, is64End] of [
      ['', false],
      ['PK\u0005\u0006 is not the end', true],
    ] as const) {
      const bytes = zipBytes([{ name: 'data.csv', content, ...options }], comment, is64End);
      expect((await read(bytes)).equals(content)).toBe(true);
    }
  });

  test('of an empty file, and one beside a folder', async () => {
    expect((await read(zipOf(''))).length).toBe(0);
    const folder = { name: 'data/', content: Buffer.alloc(0), isStored: true };
    expect(String(await read(zipBytes([folder, { name: 'data/a.csv', content: Buffer.from('1\n') }])))).toBe('1\n');
  });

  test.each([
    [
      'ZIP_MEMBERS',
      'two files',
      zipBytes([
        { name: 'a', content },
        { name: 'b', content },
      ]),
      /"a", "b"/,
    ],
    ['ZIP_MEMBERS', 'no file', zipBytes([]), /has 0 files/],
    ['ZIP_UNSUPPORTED', 'encrypted', zipBytes([{ name: 'a', content, isEncrypted: true }]), /encrypted/],
    ['ZIP_UNSUPPORTED', 'bzip2', zipBytes([{ name: 'a', content, method: 12 }]), /method 12/],
    ['ZIP_CORRUPT', 'wrong CRC', zipBytes([{ name: 'a', content, crc: 1 }]), /CRC-32/],
    ['ZIP_CORRUPT', 'cut', zipOf('1,2\n').subarray(0, 60), /no directory/],
    ['ZIP_CORRUPT', 'no zip at all', Buffer.alloc(200), /no directory/],
  ])('is refused: %s, %s', async (code, _, bytes, says) => {
    const { error } = await untilError(readZip(testFile('a.zip', bytes), 'a.zip'));
    expect(error).toMatchObject({ name: 'DataError', code, message: expect.stringMatching(says) });
    expect(error?.message).toMatch(/^a\.zip: /);
  });

  test('with any one byte changed is read as it was, or refused, and never read as something else', async () => {
    const small = Buffer.from('1704067200000,100,110,90,105,7\n1704070800000,105,120,105,118,9\n');
    for (const options of [{}, { is64: true }, { isStored: true, hasDescriptor: true }]) {
      const whole = zipBytes([{ name: 'data.csv', content: small, ...options }], '', 'is64' in options);
      const path = testFile('a.zip', whole);
      let refused = 0;
      for (let at = 0; at < whole.length; at++) {
        const changed = Buffer.from(whole);
        changed[at] = (changed[at] as number) ^ (1 << (at % 8));
        writeFileSync(path, changed);
        const { events, error } = await untilError(readZip(path, 'a.zip'));
        if (error !== undefined) refused++;
        else expect(Buffer.concat(events as Buffer[]).equals(small)).toBe(true);
      }
      expect(refused).toBeGreaterThan(whole.length / 3);
      writeFileSync(path, whole);
      expect(readFileSync(path).equals(whole)).toBe(true);
    }
  });
});
