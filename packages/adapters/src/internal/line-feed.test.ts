import fc from 'fast-check';
import { expect, test } from 'vitest';
import { LineFeed } from './line-feed';

const linesOf = (chunks: readonly Buffer[]): string[] => {
  const lines: string[] = [];
  const feed = new LineFeed('test', (bytes, start, end, number) => {
    lines.push(`${number}:${bytes.toString('utf8', start, end)}`);
  });
  for (const chunk of chunks) feed.push(chunk);
  feed.finish();
  return lines;
};

test('lines do not depend on where chunks are cut', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '1', ',', '"', 'é', '€'), minLength: 1, maxLength: 12 });
  const ends = fc.constantFrom('\n', '\r\n');
  fc.assert(
    fc.property(
      fc.array(cell, { minLength: 1, maxLength: 12 }),
      ends,
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      (cells, end, isEnded, size) => {
        const bytes = Buffer.from(cells.join(end) + (isEnded ? end : ''));
        const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
          bytes.subarray(index * size, (index + 1) * size),
        );
        expect(linesOf(chunks)).toEqual(cells.map((text, index) => `${index + 1}:${text}`));
      },
    ),
    { numRuns: 500 },
  );
});

test('blank lines at the end are nothing, a blank line before data is an error', () => {
  expect(linesOf([Buffer.from('a\n \n\t\n\r\n')])).toEqual(['1:a']);
  expect(() => linesOf([Buffer.from('a\n\nb')])).toThrow(/test, line 2: the line was blank/);
});
