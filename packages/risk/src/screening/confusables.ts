/**
 * Letters and digits that look like a Latin letter, by that letter.
 *
 * Greek and Cyrillic capitals stand here where they look like another letter than their small ones do.
 *
 * Source: Unicode Technical Standard #39, "Unicode Security Mechanisms", section 4, Confusable Detection, whose table this
 * is a small part of, and the digits and signs that names of tokens are written with.
 */
export const confusables: Readonly<Record<string, string>> = Object.freeze({
  a: 'Αаɑαａ@4',
  b: 'ВΒвЬьḃʙβƅ8',
  c: 'сϲᴄｃ',
  d: 'ԁɗđ',
  e: 'Εеєҽɛεë3',
  f: 'ϝƒ',
  g: 'ɡցǵ',
  h: 'Ηһհнℎ',
  i: 'Ιіıɩɪιӏ1|!',
  j: 'јϳ',
  k: 'Κкκᴋ',
  l: 'ⅼʟǀ',
  m: 'Μмⅿᴍ',
  n: 'Νпոηɴ',
  o: 'Οоοօσᴏ0ø',
  p: 'Ρрρᴘ',
  q: 'ԛգ',
  r: 'гᴦʀ',
  s: 'ѕꜱʂ5$',
  t: 'Τтτᴛ7',
  u: 'υսᴜц',
  v: 'ѵνᴠ',
  w: 'ԝաᴡω',
  x: 'Χхχ×',
  y: 'Υуүγʏ',
  z: 'Ζᴢʐ2',
});
