import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDecimal } from './decimal';

const parse = (text: string) => {
  const bytes = Buffer.from(`x${text}y`);
  return parseDecimal(bytes, 1, bytes.length - 1);
};

test.each([
  '0',
  '-0',
  '+7',
  '46113.90',
  '.5',
  '5.',
  '0.00000001',
  '5.330000000000001e-05',
  '1E3',
  '9007199254740991',
  '9007199254740992',
  '9007199254740993',
  '900719925474099.3',
  '123456789012345678901234567890',
  '0.1',
  '0.10441057000000001',
  '1e22',
  '1e23',
  '1e308',
  '4.9e-324',
  '0.0000000000000000000000012',
  '30628280360.85305',
  '007',
])('%s is the double that Number() gives', (text) => {
  expect(parse(text)).toBe(Number(text));
});

test('any double reads back from its shortest text', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) =>
      Object.is(parse(`${value}`), Number(`${value}`)),
    ),
    { numRuns: 2_000 },
  );
});

test('any decimal text is the double that Number() gives', () => {
  const digits = fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength: 22 });
  fc.assert(
    fc.property(digits, digits, (whole, part) => Object.is(parse(`${whole}.${part}`), Number(`${whole}.${part}`))),
    { numRuns: 5_000 },
  );
});

test.each([
  '',
  '-',
  '.',
  '+.',
  'abc',
  '0x10',
  '1,5',
  '1_000',
  '1 000',
  '--1',
  '1.2.3',
  'NaN',
  'Infinity',
  '1e',
  'e5',
  '１',
  '1d',
])('%j is not a decimal', (text) => expect(parse(text)).toBeNaN());
