import { expect, it } from 'vitest';
import { decodeText } from './decode-text';

const utf16be = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();

it.each<[string, Uint8Array, string | null, string]>([
  ['UTF-8 by default', Buffer.from('naïve ₿'), null, 'naïve ₿'],
  ['a byte order mark', Buffer.from('\ufeffBTC'), 'text/xml; charset=iso-8859-1', 'BTC'],
  ['the charset of the type', Buffer.from([0xe9]), 'text/xml; charset="iso-8859-1"', 'é'],
  [
    'the declaration',
    Buffer.from('<?xml version="1.0" encoding="windows-1251"?>\xc1', 'latin1'),
    'text/xml',
    '<?xml version="1.0" encoding="windows-1251"?>Б',
  ],
  ['UTF-16 with a mark', Buffer.from('\ufeff<a>', 'utf16le'), null, '<a>'],
  ['UTF-16 without one', utf16be('<a>'), null, '<a>'],
  ['an encoding that nobody knows', Buffer.from('<a/>'), 'text/xml; charset=klingon', '<a/>'],
  ['bytes that mean nothing', Buffer.from([0x61, 0xff, 0x62]), null, 'a\ufffdb'],
  ['nothing', new Uint8Array(), null, ''],
])('reads %s', (_, bytes, contentType, text) => {
  expect(decodeText(bytes, contentType)).toBe(text);
});
