import { expect, it } from 'vitest';
import { plainText } from './plain-text';

it.each([
  ['<p>Fees <b>fell</b>&nbsp;by 5&#37;</p>', 'Fees fell by 5%'],
  ['a<br/>b<img src="x" alt="y">c', 'a b c'],
  ['x<script>alert("<p>")</script>y<!-- <b> -->z', 'x y z'],
  ['x<SCRIPT>never ends', 'x'],
  ['İİİ<script>z</script>x', 'İİİ x'],
  ['1 < 2 & 3 > 2', '1 < 2 & 3 > 2'],
  ['P&amp;L &lt;b&gt;', 'P&L <b>'],
  ['  a \n\u0000\t b ', 'a b'],
  // Hidden, and still there for whoever looks for it.
  ['ig\u200bnore', 'ig\u200bnore'],
  ['', ''],
])('%j', (html, text) => {
  expect(plainText(html, 100)).toBe(text);
});

it('cuts, and never through a character', () => {
  expect(plainText('x'.repeat(200), 100)).toBe(`${'x'.repeat(99)}…`);
  expect(plainText(`${'x'.repeat(98)}🚀🚀`, 100)).toBe(`${'x'.repeat(98)}…`);
});

it('is linear in the worst texts that were thought of', () => {
  for (const part of ['<', '<a', '<!--', '<script', '<script></script>', '&#', '</']) {
    expect(plainText(part.repeat(200_000), 100).length).toBeLessThanOrEqual(100);
  }
}, 10_000);
