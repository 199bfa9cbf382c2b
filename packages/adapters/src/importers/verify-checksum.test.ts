import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { binanceTrades, verifyChecksum } from '.';
import { collect, instrumentId, testFile, untilError } from './import.test-helper';

const content = '1,100,2,200,1704067200000,true\n';
const digest = createHash('sha256').update(content).digest('hex');

describe('a checksum', () => {
  test('of sha256sum is read, with its name, in text or binary form', async () => {
    const file = testFile('a.csv', content);
    for (const text of [`${digest}  a.csv\n`, `${digest} *a.csv\r\n`, digest.toUpperCase()]) {
      writeFileSync(`${file}.CHECKSUM`, text);
      await expect(verifyChecksum(file)).resolves.toBeUndefined();
    }
  });

  test('that differs is named with both values, before any event', async () => {
    const file = testFile('a.csv', content);
    writeFileSync(`${file}.CHECKSUM`, `${'0'.repeat(64)}  a.csv\n`);
    await expect(verifyChecksum(file)).rejects.toMatchObject({ code: 'CHECKSUM_MISMATCH', context: { found: digest } });
    const { events, error } = await untilError(binanceTrades(file, { instrumentId, checksum: true }));
    expect([events.length, error?.code]).toEqual([0, 'CHECKSUM_MISMATCH']);
    writeFileSync(`${file}.other`, digest);
    expect(await collect(binanceTrades(file, { instrumentId, checksum: `${file}.other` }))).toHaveLength(1);
  });

  test('that is missing or none is refused', async () => {
    const file = testFile('a.csv', content);
    await expect(verifyChecksum(file)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND', message: /a\.csv\.CHECKSUM/ });
    writeFileSync(`${file}.CHECKSUM`, '<html>404</html>');
    await expect(verifyChecksum(file)).rejects.toMatchObject({ code: 'CHECKSUM_INVALID' });
    writeFileSync(`${file}.CHECKSUM`, digest);
    await expect(verifyChecksum(`${file}.gone`, `${file}.CHECKSUM`)).rejects.toMatchObject({ code: 'FILE_NOT_FOUND' });
  });
});
