import type { Random } from '@sigmax/core';

/** What venues have sent and people have tried, as JSON writes it. */
const texts: readonly string[] = [
  'null',
  'true',
  'false',
  '0',
  '-0',
  '-1',
  '1e400',
  '-1e400',
  '1e308',
  '5e-324',
  '0.1',
  '9007199254740993',
  '123456789012345678901234567890',
  '""',
  '"NaN"',
  '"Infinity"',
  '"-Infinity"',
  '"0x10"',
  '"1e5"',
  '"1,000.5"',
  '" 1"',
  '"\\ud800"',
  '"\\u0000"',
  '"__proto__"',
  '"constructor"',
  '[]',
  '{}',
  '[null]',
  '[[]]',
  '[["1"]]',
  '[[1,2,3]]',
  '{"__proto__":{"polluted":1}}',
  '{"constructor":{"prototype":{"polluted":1}}}',
  '{"toString":1}',
  '{"length":-1}',
  '{"timestamp":1e400}',
  '{"id":null}',
  '"<html><body>502 Bad Gateway</body></html>"',
  '"🚀"',
];

const pick = <Item>(random: Random, items: readonly Item[]): Item => items[random.integer(items.length)] as Item;

/** A value that nobody expects, as text of JSON. */
export const hostileText = (random: Random, depth = 0): string => {
  const kind = random.integer(20);
  if (kind === 0 && depth === 0) return `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
  if (kind === 1 && depth === 0) return JSON.stringify('x'.repeat(random.integer(100_000)));
  if (kind < 5 && depth < 3) {
    const items = Array.from({ length: random.integer(5) }, () => hostileText(random, depth + 1));
    return `[${items.join(',')}]`;
  }
  if (kind < 8 && depth < 3) {
    const names = [
      'timestamp',
      'id',
      'price',
      'amount',
      'side',
      'bids',
      'asks',
      'data',
      'e',
      's',
      'k',
      '__proto__',
      'info',
    ];
    const fields = Array.from(
      { length: random.integer(5) },
      () => `"${pick(random, names)}":${hostileText(random, depth + 1)}`,
    );
    return `{${fields.join(',')}}`;
  }
  return pick(random, texts);
};

/** A good row or message in which one or two values are replaced, a key is doubled, or the end is missing. */
export const damagedText = (random: Random, good: string): string => {
  let text = good;
  for (let times = 1 + random.integer(2); times > 0; times--) {
    const places = [...text.matchAll(/(?<=[:,[])("[^"]*"|-?[\d.]+|true|false|null)(?=[,}\]])/g)];
    const place = places[random.integer(Math.max(1, places.length))];
    if (place === undefined) break;
    text = text.slice(0, place.index) + hostileText(random, 1) + text.slice(place.index + place[0].length);
  }
  const kind = random.integer(12);
  if (kind === 0) return text.slice(0, random.integer(text.length + 1));
  if (kind === 1) return text.replace('{', `{"__proto__":${hostileText(random, 1)},`);
  if (kind === 2) return text.replace(/("\w+":)([^,{}[\]]+)/, `$1$2,$1${hostileText(random, 1).replaceAll('$', '')}`);
  return text;
};

/** Whether anything has got into the prototypes that all objects share. */
export const isPolluted = (): boolean =>
  Reflect.get({}, 'polluted') !== undefined ||
  Object.keys(Object.prototype).length + Object.keys(Array.prototype).length > 0;
