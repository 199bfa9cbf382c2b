import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type BadInput, shortcomings, temporaryFolder } from '../internal/bad-input';
import { jsonBarStream, jsonBars, parseJsonBars } from '.';

const ms = (hour: number) => 1704067200000 + hour * 3_600_000;
const bar = (hour: number, rest = '100,110,90,105,7') => `[${ms(hour)},${rest}]`;
const second = (rest: string) => `[${bar(0)},${bar(1, rest)}]`;
const named = (time: number | string, open: unknown = 100) =>
  `{"time":${time},"open":${open},"high":110,"low":90,"close":105,"volume":7}`;
const good = `[${bar(0)},${bar(1)},${bar(2)}]`;
const columns = (volume: string) =>
  `{"time":[${ms(0)},${ms(1)}],"open":[1,1],"high":[1,1],"low":[1,1],"close":[1,1],"volume":${volume}}`;

// biome-ignore format: a table, one kind a line
const table: readonly BadInput[] = [
  // The text
  { name: 'empty file', content: '', code: 'EMPTY', says: [/no bars/] },
  { name: 'empty list', content: '[]', code: 'EMPTY', says: [/no bars/] },
  { name: 'not JSON', content: 'time,open,high', code: 'JSON_SYNTAX', at: 'line 1', says: [/column 1, at "time"/, /Mend/] },
  { name: 'a missing comma', content: `[${bar(0)}\n ${bar(1)}]`, code: 'JSON_SYNTAX', at: 'line 2', says: [/column 2, at "\[1704070800000"/, /Mend/] },
  { name: 'a comma too many', content: `[${bar(0)},]`, code: 'JSON_SYNTAX', at: 'line 1', says: [/at "\]"/, /Mend/] },
  { name: 'NaN', content: second('100,NaN,90,105,7'), code: 'JSON_SYNTAX', at: 'line 1', says: [/at "NaN"/, /no such value/] },
  { name: 'single quotes', content: "[{'time': 1}]", code: 'JSON_SYNTAX', at: 'line 1', says: [/column 3/] },
  { name: 'cut off', content: good.slice(0, -20), code: 'JSON_SYNTAX', at: 'line 1', says: [/end of the text/, /cut off/] },
  { name: 'a number', content: '42', code: 'NOT_BARS', says: [/"42"/, /list of bars/] },
  { name: 'null', content: 'null', code: 'NOT_BARS', says: [/null/, /list of bars/] },
  { name: 'the whole answer of an API', content: '{"code":"0","data":[[1,2]]}', code: 'NOT_BARS', says: [/"code", "data"/, /take the list out/] },
  { name: 'UTF-16', content: Buffer.from(`\ufeff${good}`, 'utf16le'), code: 'UTF16_FILE', says: [/UTF-16/] },
  { name: 'truncated gzip', content: gzipSync(good).subarray(0, 30), code: 'GZIP_TRUNCATED', says: [/gzip/] },
  { name: 'too many bars', content: good, options: { maxRows: 2 }, code: 'TOO_LARGE', says: [/maxRows 2/, /jsonBarStream/] },
  { name: 'too many bytes', content: good, options: { maxBytes: 9 }, code: 'TOO_LARGE', says: [/maxBytes 9/, /jsonBarStream/] },
  // Elements
  { name: 'a list of numbers', content: '[1,2,3]\n', code: 'MISSING_COLUMN', at: 'line 1', says: [/low/, /"high"/] },
  { name: 'a list of text', content: '[["a","b","c","d","e","f"]]', code: 'BAD_TIME', at: 'element 0', says: [/"a"/] },
  { name: 'an element that is text', content: `[${bar(0)},"bar"]`, code: 'NOT_A_BAR', at: 'element 1', says: [/"bar"/, /one array/] },
  { name: 'an element that is null', content: '[[1],null]', code: 'MISSING_COLUMN', at: 'element 0', says: [/open/] },
  { name: 'an object among arrays', content: `[${bar(0)},${named(ms(1))}]`, code: 'NOT_A_BAR', at: 'element 1', says: [/like the first/, /one object/] },
  { name: 'an array among objects', content: `[${named(ms(0))},${bar(1)}]`, code: 'NOT_A_BAR', at: 'element 1', says: [/like the first/] },
  { name: 'five values', content: '[[1,2,3,4,5]]', code: 'MISSING_COLUMN', at: 'element 0', says: [/volume/, /"close"/] },
  { name: 'a shorter bar', content: `[${bar(0)},[${ms(1)},1,1,1,1]]`, code: 'ROW_TOO_SHORT', at: 'element 1', says: [/5 values.*has 6/] },
  { name: 'a longer bar', content: second('100,110,90,105,7,8'), code: 'ROW_TOO_LONG', at: 'element 1', says: [/7 values.*has 6/] },
  { name: 'a name missing', content: '[{"time":1,"open":1,"high":1,"low":1,"close":1}]', code: 'MISSING_COLUMN', at: 'element 0', says: [/volume/] },
  { name: 'a name missing later', content: `[${named(ms(0))},${named(ms(1)).replace('open', 'opened')}]`, code: 'MISSING_COLUMN', at: 'element 1', says: [/open was missing/] },
  { name: 'a name twice', content: `[${named(ms(0)).replace('"volume"', '"Open":1,"volume"')}]`, code: 'DUPLICATE_COLUMN', at: 'element 0', says: [/"open".*"Open"/] },
  // Values
  { name: 'null instead of a price', content: second('null,110,90,105,7'), code: 'EMPTY_CELL', at: 'element 1', says: [/open was null/, /Fill in/] },
  { name: 'true instead of a price', content: second('true,110,90,105,7'), code: 'NOT_A_NUMBER', at: 'element 1', says: [/open was "true"/] },
  { name: 'a list instead of a price', content: second('[100],110,90,105,7'), code: 'NOT_A_NUMBER', at: 'element 1', says: [/open was "\[100\]"/] },
  { name: 'text instead of a price', content: second('"abc",110,90,105,7'), code: 'NOT_A_NUMBER', at: 'element 1', says: [/open was "abc"/] },
  { name: 'text with a decimal comma', content: second('"100,5",110,90,105,7'), code: 'NOT_A_NUMBER', at: 'element 1', says: [/open was "100,5"/, /decimal point/] },
  { name: 'text that is endless', content: second(`"${'1'.repeat(500)}",110,90,105,7`), code: 'NOT_FINITE', at: 'element 1', says: [/open was "1111/] },
  { name: 'empty text', content: second('"",110,90,105,7'), code: 'EMPTY_CELL', at: 'element 1', says: [/open was empty/] },
  { name: 'a letter that ends in a digit byte', content: second('"\u0130",110,90,105,7'), code: 'NOT_A_NUMBER', at: 'element 1', says: [/open was "\\u0130"/] },
  { name: 'overflow', content: second('100,1e999,90,105,7'), code: 'NOT_FINITE', at: 'element 1', says: [/high was "Infinity"/] },
  { name: 'zero price', content: second('0,110,90,105,7'), code: 'NOT_POSITIVE', at: 'element 1', says: [/open was 0/] },
  { name: 'high below low', content: second('100,90,110,100,7'), code: 'HIGH_BELOW_LOW', at: 'element 1', says: [/high was 90/] },
  { name: 'close outside range', content: second('100,110,90,120,7'), code: 'OUTSIDE_RANGE', at: 'element 1', says: [/close was 120/] },
  { name: 'negative volume', content: second('100,110,90,105,-1'), code: 'NEGATIVE_VOLUME', at: 'element 1', says: [/volume was -1/] },
  // Times
  { name: 'no time', content: `[[null,1,1,1,1,1]]`, code: 'EMPTY_CELL', at: 'element 0', says: [/time was null/] },
  { name: 'a list instead of a time', content: `[[[],1,1,1,1,1]]`, options: { timeframe: '1h' }, code: 'BAD_TIME', at: 'element 0', says: [/time was "\[\]"/] },
  { name: 'duplicate time', content: `[${bar(0)},${bar(0)}]`, code: 'DUPLICATE_TIME', at: 'element 1', says: [/twice/] },
  { name: 'backward time', content: `[${bar(1)},${bar(0)}]`, code: 'OUT_OF_ORDER', at: 'element 1', says: [/oldest first/] },
  { name: 'mixed units', content: `[${bar(0)},[1704070800,1,1,1,1,1]]`, code: 'MIXED_UNITS', at: 'element 1', says: [/seconds.*milliseconds/] },
  { name: 'numbers, then text', content: `[${named(ms(0))},${named('"2024-01-01T01:00:00Z"')}]`, code: 'MIXED_TIME_FORMATS', at: 'element 1', says: [/text/] },
  { name: 'an impossible date', content: `[${named('"2024-02-30"')}]`, code: 'IMPOSSIBLE_DATE', at: 'element 0', says: [/2024-02-30/] },
  { name: 'wrong timeframe', content: good, options: { timeframe: '1d' }, code: 'TIMEFRAME_MISMATCH', at: 'element 1', says: [/'1h'/] },
  { name: 'close time that contradicts', content: `[${named(ms(0)).replace('}', `,"closeTime":${ms(2)}}`)}]`, options: { timeframe: '1h' }, code: 'CLOSE_TIME_MISMATCH', at: 'element 0', says: [/close_time was/] },
  // Columns
  { name: 'columns of different length', content: columns('[1]'), code: 'COLUMN_LENGTHS', says: [/volume has 1 values.*time has 2/, /one length/] },
  { name: 'a column that is no list', content: columns('1'), code: 'NOT_BARS', says: [/"volume"/] },
  { name: 'a bad value in a column', content: columns('[1,-1]'), code: 'NEGATIVE_VOLUME', at: 'element 1', says: [/volume was -1/] },
  { name: 'empty columns', content: '{"t":[],"o":[],"h":[],"l":[],"c":[],"v":[]}', code: 'EMPTY', says: [/no bars/] },
  // JSON Lines
  { name: 'a broken line', content: `${bar(0)}\n${bar(1).slice(0, -3)}\n`, code: 'JSON_SYNTAX', at: 'line 2', says: [/end of the text/] },
  { name: 'a bad value on a line', content: `${named(ms(0))}\n${named(ms(1), '"x"')}\n`, code: 'NOT_A_NUMBER', at: 'line 2', says: [/open was "x"/] },
  { name: 'a blank line inside', content: `${bar(0)}\n\n${bar(1)}\n`, code: 'BLANK_LINE', at: 'line 2', says: [/blank/] },
  { name: 'two bars on a line', content: `${bar(0)}\n${bar(1)}${bar(2)}\n`, code: 'JSON_SYNTAX', at: 'line 2', says: [/at "\[/] },
  // Options
  { name: 'unknown option', content: good, options: { delimiter: ',' }, code: 'INVALID_OPTIONS', isOption: true, says: [/jsonBars/, /delimiter/] },
  { name: 'bad instrument id', content: good, options: { instrumentId: 'x' }, code: 'INVALID_INSTRUMENT_ID', isOption: true, says: [/venue:BASE\/QUOTE/] },
];

const instrumentId = 'binance:BTC/USDT';
const folder = temporaryFolder();
afterAll(folder.remove);

const failureOf = async (read: () => unknown): Promise<unknown> => {
  try {
    await read();
  } catch (error) {
    return error;
  }
  return 'no error';
};

const optionsOf = (bad: BadInput) => ({ instrumentId, ...bad.options });

test('the table holds kinds, not repetitions', () => {
  expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
});

describe('jsonBars refuses', () => {
  test.each(table)('$name: $code', async (bad) => {
    const file = folder.write('bad.json', bad.content);
    expect(shortcomings(await failureOf(() => jsonBars(file, optionsOf(bad))), bad, file)).toEqual([]);
  });

  test('a missing file', async () => {
    await expect(jsonBars(folder.path('none.json'), { instrumentId })).rejects.toMatchObject({
      code: 'FILE_NOT_FOUND',
    });
  });
});

describe('parseJsonBars refuses', () => {
  const texts = table.filter(({ content, name }) => typeof content === 'string' && name !== 'too many bytes');
  test.each(texts)('$name: $code', async (bad) => {
    const says = bad.says.map((pattern) => new RegExp(pattern.source.replace('jsonBars', 'parseJsonBars')));
    const failure = await failureOf(() => parseJsonBars(bad.content, { source: 'bad text', ...optionsOf(bad) }));
    expect(shortcomings(failure, { ...bad, says }, 'bad text')).toEqual([]);
  });
});

describe('jsonBarStream refuses', () => {
  const lines = table.filter(({ content }) => typeof content === 'string' && /^[[{][^[{].*\n/.test(content));
  test.each(lines)('$name: $code', async (bad) => {
    const file = folder.write('bad.jsonl', bad.content);
    const failure = await failureOf(async () => {
      for await (const _ of jsonBarStream(file, { timeframe: '1h', ...optionsOf(bad) }));
    });
    expect(shortcomings(failure, bad, file)).toEqual([]);
  });

  test.each([good, `[\n${bar(0)}\n]`, `[${named(ms(0))}]`])('one document: %s', async (content) => {
    const file = folder.write('bad.jsonl', content);
    const bad: BadInput = { name: '', content, code: 'NOT_JSON_LINES', at: 'line 1', says: [/jsonBars/] };
    const failure = await failureOf(async () => {
      for await (const _ of jsonBarStream(file, { instrumentId, timeframe: '1h' }));
    });
    expect(shortcomings(failure, bad, file)).toEqual([]);
  });
});
