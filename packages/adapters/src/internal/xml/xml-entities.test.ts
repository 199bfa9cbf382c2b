import { expect, it } from 'vitest';
import { decodeEntities } from './xml-entities';

it.each([
  ['Tom &amp; Jerry', 'Tom & Jerry'],
  ['&#8217;&#x2019;&#X2019;', '’’’'],
  ['&#x1F680;', '🚀'],
  // Once, and no more.
  ['&amp;lt;b&amp;gt;', '&lt;b&gt;'],
  ['AT&T &unknown; & &;', 'AT&T &unknown; & &;'],
  ['&constructor;&toString;', '&constructor;&toString;'],
  // What no text may hold is left out.
  ['a&#0;b&#xD800;c&#x110000;d', 'abcd'],
  ['&#99999999999;', '&#99999999999;'],
])('%s', (text, expected) => {
  expect(decodeEntities(text)).toBe(expected);
});
