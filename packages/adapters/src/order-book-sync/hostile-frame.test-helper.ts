import type { Random } from '@sigmax/core';

/** Texts that are in nobody's protocol, or that have broken some reader of it. */
export const corpus: readonly string[] = [
  '',
  ' ',
  'null',
  '0',
  '"',
  '[]',
  '{}',
  '[[[[]]]]',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"e":"depthUpdate"}',
  '{"e":"depthUpdate","E":1,"s":"BTCUSDT","U":1,"u":1,"pu":0,"b":null,"a":null}',
  '{"data":{"e":{"e":{"e":{}}}}}',
  '{"topic":"orderbook.8.BTCUSDT","type":"snapshot","ts":1,"data":{"s":"BTCUSDT","b":[],"a":[],"u":1,"seq":1e400}}',
  '{"arg":{"channel":"books","instId":"BTC-USDT"},"action":"snapshot","data":[null]}',
  '{"channel":"book","type":"snapshot","data":[{"symbol":"BTC/USD","bids":[{}],"asks":[],"checksum":0}]}',
  '{"channel":"l2_data","timestamp":"2026-01-01T00:00:00Z","sequence_num":1e3,"events":[]}',
  '<html><head><title>502 Bad Gateway</title></head></html>',
  '\u001f\u008b\u0008\u0000\u0000\u0000\u0000\u0000\u0000\u0003',
  '\ufeff{"e":"depthUpdate"}',
  '{"\ud800":"\udfff"}',
  '{"e":"depthUpdate","e":"depthUpdate"}',
  '['.repeat(10_000),
  `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`,
  `[${'9'.repeat(100_000)}]`,
  `{"lastUpdateId":${'9'.repeat(41)},"bids":[],"asks":[]}`,
];

/** What is put in the place of a value, as JSON. */
const hostileValues: readonly string[] = [
  'null',
  'true',
  '{}',
  '[]',
  '""',
  '0',
  '-1',
  '1e400',
  '-1e400',
  '1.5',
  '9007199254740993',
  '"NaN"',
  '"Infinity"',
  '"-5"',
  '"1e400"',
  '"1e-400"',
  '"0x10"',
  '" 1"',
  '"__proto__"',
  '{"__proto__":{"polluted":1}}',
  '[["1","2"],["3"]]',
  '[[1,2]]',
  '[[["1"],"2"]]',
  `"${'9'.repeat(400)}"`,
  `"0.${'0'.repeat(400)}1"`,
  '"\\ud800"',
];

/** Where JSON values begin and end in a text: numbers, texts and literals. */
const values = /"(?:[^"\\]|\\.)*"|-?\d[\d.eE+-]*|true|false|null|\[\]|\{\}/g;

const insertAt = (text: string, at: number, what: string, over = 0): string =>
  text.slice(0, at) + what + text.slice(at + over);

/** One text made of a good one: a value replaced, a field repeated or renamed, a cut, a stray character. */
export const hostileFrame = (text: string, random: Random): string => {
  const pick = <Item>(items: readonly Item[]): Item => items[random.integer(items.length)] as Item;
  const found = [...text.matchAll(values)];
  const one = found.length === 0 ? undefined : pick(found);
  switch (random.integer(9)) {
    case 0:
      return pick(corpus);
    case 1:
      return text.slice(0, random.integer(text.length + 1));
    case 2:
      return insertAt(text, random.integer(text.length + 1), pick([...'{}[]",:\\0-e.\u0000\ud800', '__proto__']));
    case 3:
      return insertAt(text, random.integer(text.length), '', 1 + random.integer(6));
    case 4:
      // The same field again, before its first: a reader that takes the last one is led astray.
      return text.replace(/"(\w+)":/, (field) => `${field}${pick(hostileValues)},${field}`);
    case 5:
      return text.replace('{', `{"__proto__":${pick(hostileValues)},"polluted":1,`);
    case 6:
      return text.replaceAll(/"(bids|asks|b|a|updates)":\[/g, `"$1":${pick(hostileValues)},"$1":[`);
    default:
      return one === undefined ? text : insertAt(text, one.index, pick(hostileValues), one[0].length);
  }
};
