import { truncateSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { type BadInput, shortcomings, temporaryFolder } from '../internal/bad-input';
import { csvBarStream, csvBars, parseCsvBars } from '.';

const header = 'time,open,high,low,close,volume\n';
const at = (hour: number) => `2024-01-01T0${hour}:00:00Z`;
const row = (hour: number, rest = '100,110,90,105,7') => `${at(hour)},${rest}\n`;
const good = header + row(0) + row(1) + row(2);
/** A good file whose third line has other prices. */
const third = (rest: string) => header + row(0) + row(1, rest) + row(2);
/** A good file whose third line has another time. */
const thirdTime = (time: string) => `${header}${row(0)}${time},100,110,90,105,7\n`;
const counts = (...times: (number | string)[]) => header + times.map((time) => `${time},100,110,90,105,7\n`).join('');
const gzip = gzipSync(Buffer.from(header + Array.from({ length: 9 }, (_, hour) => row(hour)).join('')));
const damaged = Buffer.from(gzip);
damaged[40] = (damaged[40] as number) ^ 0x55;
const junk = Buffer.from(Array.from({ length: 512 }, (_, index) => (index * 197 + 13) & 0xff));
const remedy = {
  number: /plain decimal number/,
  point: /decimal point/,
  mend: /[Rr]emove or mend/,
  order: /order of the columns/,
};

// biome-ignore format: a table, one kind a line
const table: readonly BadInput[] = [
  // Columns
  { name: 'missing column', content: 'time,open,high,low,close\n', code: 'MISSING_COLUMN', at: 'line 1', says: [/volume/, /"close"/, /columns: \{ volume/] },
  { name: 'foreign header', content: `a;b;c;d;e;f\n`, code: 'MISSING_COLUMN', at: 'line 1', says: [/time/, /"a", "b"/, /that name/] },
  { name: 'duplicate column', content: `time,open,high,low,close,volume,Open\n`, code: 'DUPLICATE_COLUMN', at: 'line 1', says: [/open/, /position 1.*position 6/, /columns: \{ open: 1 \}/] },
  { name: 'two time columns', content: `unix,date,open,high,low,close,volume\n`, code: 'DUPLICATE_COLUMN', at: 'line 1', says: [/time/, /"unix".*"date"/, /columns: \{ time: 0 \}/] },
  { name: 'chosen column missing', content: good, options: { columns: { volume: 'Volume BTC' } }, code: 'MISSING_COLUMN', at: 'line 1', says: [/volume "Volume BTC"/, /say which/] },
  { name: 'chosen position missing', content: good, options: { columns: { volume: 9 } }, code: 'MISSING_COLUMN', at: 'line 1', says: [/volume 9/, /say which/] },
  { name: 'open_time stamped as close', content: good.replace('time', 'open_time'), options: { stamp: 'close' }, code: 'STAMP_CONTRADICTION', at: 'line 1', says: [/"open_time"/, /stamp: 'open'/] },
  { name: 'close_time stamped as open', content: good.replace('time', 'close_time'), options: { columns: { time: 'close_time' } }, code: 'STAMP_CONTRADICTION', at: 'line 1', says: [/"close_time"/, /stamp: 'close'/] },
  { name: 'no delimiter', content: 'time|open|high|low|close|volume\n', code: 'UNKNOWN_DELIMITER', at: 'line 1', says: [/comma, semicolon or tab/] },
  // The whole file
  { name: 'empty file', content: '', code: 'EMPTY', says: [/no bars/] },
  { name: 'blank file', content: '\n\n', code: 'EMPTY', says: [/no bars/] },
  { name: 'header only', content: header, code: 'EMPTY', says: [/no bars/] },
  { name: 'blank line inside', content: `${header}${row(0)}\n${row(1)}`, code: 'BLANK_LINE', at: 'line 3', says: [/blank/, /Remove/] },
  { name: 'lines that end with CR alone', content: good.replaceAll('\n', '\r'), code: 'LINE_ENDS', at: 'line 1', says: [/CR alone/, /LF or CRLF/] },
  { name: 'a line without end', content: header + '1'.repeat(3_000_000), code: 'LINE_TOO_LONG', at: 'line 2', says: [/longer than/] },
  { name: 'zip file', content: Buffer.concat([Buffer.from('PK\x03\x04'), junk]), code: 'ZIP_FILE', says: [/zip/, /Unpack/] },
  { name: 'zstd file', content: Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 1, 2]), code: 'UNSUPPORTED_FORMAT', says: [/Zstandard/, /Unpack/] },
  { name: 'gzip inside gzip', content: gzipSync(gzip), code: 'UNSUPPORTED_FORMAT', says: [/gzip file inside/, /Unpack/] },
  { name: 'binary junk', content: junk, code: 'BINARY_FILE', says: [/binary/, /CSV or JSON/] },
  { name: 'binary junk after good lines', content: Buffer.concat([Buffer.from(good), Buffer.alloc(9_000, 0x81)]), code: 'ROW_TOO_SHORT', at: 'line 5', says: [/1 cells/] },
  { name: 'UTF-16 with mark', content: Buffer.from(`\ufeff${good}`, 'utf16le'), code: 'UTF16_FILE', says: [/UTF-16/, /UTF-8/] },
  { name: 'UTF-16 without mark', content: Buffer.from(good, 'utf16le'), code: 'UTF16_FILE', says: [/UTF-16/, /iconv/] },
  { name: 'truncated gzip', content: gzip.subarray(0, gzip.length - 9), code: 'GZIP_TRUNCATED', says: [/gzip/, /again/] },
  { name: 'corrupt gzip', content: damaged, code: 'GZIP_CORRUPT', says: [/gzip/, /again/] },
  { name: 'something after gzip', content: Buffer.concat([gzip, Buffer.from('and more')]), code: 'GZIP_CORRUPT', says: [/gzip/] },
  { name: 'too many bars', content: good, options: { maxRows: 2 }, code: 'TOO_LARGE', says: [/maxRows 2/, /csvBarStream/] },
  { name: 'too many bytes', content: good, options: { maxBytes: 50 }, code: 'TOO_LARGE', says: [/maxBytes 50/, /csvBarStream/] },
  { name: 'too many bytes after gzip', content: gzip, options: { maxBytes: gzip.length }, code: 'TOO_LARGE', says: [/after gzip/, /csvBarStream/] },
  // Rows
  { name: 'too few cells', content: third('100,110,90'), code: 'ROW_TOO_SHORT', at: 'line 3', says: [/4 cells.*has 6/, /missing cells/] },
  { name: 'too many cells', content: third('100,110,90,105,7,8'), code: 'ROW_TOO_LONG', at: 'line 3', says: [/7 cells.*has 6/, /surplus/] },
  { name: 'decimal comma in a comma file', content: third('100,5,110,5,90,105,7'), code: 'ROW_TOO_LONG', at: 'line 3', says: [/8 cells/, /decimal comma/] },
  { name: 'last line cut off', content: good.slice(0, -10), code: 'ROW_TOO_SHORT', at: 'line 4', says: [/cells/, /cut off/] },
  { name: 'unclosed quote', content: third('"100,110,90,105,7'), code: 'UNCLOSED_QUOTE', at: 'line 3', says: [/not closed/, /Close the quote/] },
  { name: 'quote inside a cell', content: third('10"0,110,90,105,7'), code: 'STRAY_QUOTE', at: 'line 3', says: [/quote/] },
  { name: 'text after a quote', content: third('"100"x,110,90,105,7'), code: 'STRAY_QUOTE', at: 'line 3', says: [/quote/] },
  // Numbers
  { name: 'NaN', content: third('100,NaN,90,105,7'), code: 'NOT_FINITE', at: 'line 3', says: [/high was "NaN"/, remedy.mend] },
  { name: 'Infinity', content: third('100,Infinity,90,105,7'), code: 'NOT_FINITE', at: 'line 3', says: [/high was "Infinity"/, remedy.mend] },
  { name: 'overflow', content: third('100,1e999,90,105,7'), code: 'NOT_FINITE', at: 'line 3', says: [/high was "1e999"/, remedy.mend] },
  { name: 'empty cell', content: third('100,110,,105,7'), code: 'EMPTY_CELL', at: 'line 3', says: [/low was empty/, /Fill in/] },
  { name: 'text cell', content: third('100,110,90,abc,7'), code: 'NOT_A_NUMBER', at: 'line 3', says: [/close was "abc"/, remedy.number] },
  { name: 'hexadecimal', content: third('0x64,110,90,105,7'), code: 'NOT_A_NUMBER', at: 'line 3', says: [/open was "0x64"/, remedy.number] },
  { name: 'quoted decimal comma', content: third('100,110,90,105,"1,5"'), code: 'NOT_A_NUMBER', at: 'line 3', says: [/volume was "1,5"/, remedy.point] },
  { name: 'decimal comma in a semicolon file', content: `time;open;high;low;close;volume\n${at(0)};1,5;1,6;1,4;1,5;7\n`, code: 'NOT_A_NUMBER', at: 'line 2', says: [/open was "1,5"/, remedy.point] },
  { name: 'full-width digits', content: third('１００,110,90,105,7'), code: 'NOT_A_NUMBER', at: 'line 3', says: [/open was "\\uff11/, remedy.number] },
  // Bars
  { name: 'negative price', content: third('-100,110,90,105,7'), code: 'NOT_POSITIVE', at: 'line 3', says: [/open was -100/, /above 0/] },
  { name: 'zero price', content: third('100,110,0,105,7'), code: 'NOT_POSITIVE', at: 'line 3', says: [/low was 0/, /above 0/] },
  { name: 'high below low', content: third('100,90,110,100,7'), code: 'HIGH_BELOW_LOW', at: 'line 3', says: [/high was 90.*low 110/, remedy.order] },
  { name: 'open outside range', content: third('120,110,90,105,7'), code: 'OUTSIDE_RANGE', at: 'line 3', says: [/open was 120.*low 90 to high 110/, remedy.order] },
  { name: 'close outside range', content: third('100,110,90,80,7'), code: 'OUTSIDE_RANGE', at: 'line 3', says: [/close was 80.*low 90/, remedy.order] },
  { name: 'negative volume', content: third('100,110,90,105,-7'), code: 'NEGATIVE_VOLUME', at: 'line 3', says: [/volume was -7/, /Use 0/] },
  // Times
  { name: 'duplicate time', content: header + row(0) + row(1) + row(1), code: 'DUPLICATE_TIME', at: 'line 4', says: [/time 2024-01-01T01:00:00.000Z.*twice/, /Keep one/] },
  { name: 'backward time', content: header + row(1) + row(0), code: 'OUT_OF_ORDER', at: 'line 3', says: [/T00:00.*after.*T01:00/, /oldest first/] },
  { name: 'mixed units', content: counts(1704067200, 1704070800000), code: 'MIXED_UNITS', at: 'line 3', says: [/1704070800000.*milliseconds.*seconds/, /one unit/] },
  { name: 'ms, then us, as in archives of Binance', content: counts(1735686000000, 1735689600000000), code: 'MIXED_UNITS', at: 'line 3', says: [/microseconds.*milliseconds/, /Binance/] },
  { name: 'numbers, then text', content: counts(1704067200, at(1)), code: 'MIXED_TIME_FORMATS', at: 'line 3', says: [/text.*seconds/, /one way/] },
  { name: 'text, then numbers', content: thirdTime('1704070800'), code: 'MIXED_TIME_FORMATS', at: 'line 3', says: [/seconds.*text/, /one way/] },
  { name: 'far future', content: thirdTime('2124-01-01T00:00:00Z'), code: 'TIME_OUT_OF_RANGE', at: 'line 3', says: [/2124.*2009-01-01 and 2100-01-01/, /timeUnit/] },
  { name: 'before 2009', content: counts(17040672), code: 'TIME_OUT_OF_RANGE', at: 'line 2', says: [/17040672.*2009-01-01/, /timeUnit/] },
  { name: 'wrong unit', content: counts(1704067200), options: { timeUnit: 'ms' }, code: 'TIME_OUT_OF_RANGE', at: 'line 2', says: [/in milliseconds/, /2024-01-01 in seconds/] },
  { name: 'negative time', content: counts('-1704067200'), code: 'TIME_OUT_OF_RANGE', at: 'line 2', says: [/-1704067200/] },
  { name: 'compact date', content: counts(20240101), code: 'TIME_OUT_OF_RANGE', at: 'line 2', says: [/20240101/] },
  { name: 'scientific notation', content: counts('1.70407E+12'), code: 'TIME_LOST_DIGITS', at: 'line 2', says: [/1\.70407E\+12/, /spreadsheets/] },
  { name: 'zone name', content: thirdTime('2024-01-01 01:00:00 EST'), code: 'ZONE_NAME', at: 'line 3', says: [/EST/, /-05:00/] },
  { name: 'mixed offsets', content: thirdTime('2024-01-01T01:00:00+01:00'), code: 'MIXED_OFFSETS', at: 'line 3', says: [/\+01:00.*\+00:00/, /UTC/] },
  { name: 'offset in some rows only', content: thirdTime('2024-01-01T01:00:00'), code: 'MIXED_OFFSETS', at: 'line 3', says: [/no offset.*\+00:00/, /UTC/] },
  { name: 'impossible date', content: thirdTime('2024-02-30'), code: 'IMPOSSIBLE_DATE', at: 'line 3', says: [/2024-02-30.*day/, /Correct/] },
  { name: 'impossible hour', content: thirdTime('2024-01-01T24:00:00Z'), code: 'IMPOSSIBLE_DATE', at: 'line 3', says: [/hour/, /Correct/] },
  { name: 'American date', content: thirdTime('01/02/2024'), code: 'BAD_TIME', at: 'line 3', says: [/"01\/02\/2024"/, /2024-01-31/] },
  { name: 'text instead of a time', content: thirdTime('yesterday'), code: 'BAD_TIME', at: 'line 3', says: [/time was "yesterday"/, /2024-01-31/] },
  { name: 'empty time', content: thirdTime(''), code: 'EMPTY_CELL', at: 'line 3', says: [/time was empty/] },
  // Spacing
  { name: 'timeframe too long', content: good, options: { timeframe: '1d' }, code: 'TIMEFRAME_MISMATCH', at: 'line 3', says: [/1h after.*timeframe 1d/, /'1h'/] },
  { name: 'timeframe too short', content: good, options: { timeframe: '1m' }, code: 'TIMEFRAME_MISMATCH', at: 'line 3', says: [/closest were 1h apart/, /'1h'/] },
  { name: 'off the grid', content: thirdTime('2024-01-01T01:30:00Z'), options: { timeframe: '1h' }, code: 'OFF_GRID', at: 'line 3', says: [/90m.*timeframe 1h/, /whole number of bars/] },
  { name: 'off the inferred grid', content: `${good}2024-01-01T04:30:00Z,100,110,90,105,7\n`, code: 'OFF_GRID', at: 'line 5', says: [/150m.*timeframe 1h/] },
  { name: 'one bar without a timeframe', content: header + row(0), code: 'UNKNOWN_TIMEFRAME', at: 'line 2', says: [/one bar/, /Pass timeframe/] },
  { name: 'bars less than a second apart', content: counts(1704067200000, 1704067200250), code: 'UNKNOWN_TIMEFRAME', at: 'line 3', says: [/250 ms/, /timeUnit/] },
  { name: 'close_time that contradicts', content: `open_time,open,high,low,close,volume,close_time\n1704067200000,100,110,90,105,7,1704070799999\n1704070800000,100,110,90,105,7,1704070859999\n`, code: 'CLOSE_TIME_MISMATCH', at: 'line 3', says: [/close_time was 2024-01-01T01:00:59.999Z.*2024-01-01T02:00/, /closeTime: false/] },
  { name: 'close_time of another timeframe', content: `open_time,open,high,low,close,volume,close_time\n1704067200000,100,110,90,105,7,1704070799999\n`, options: { timeframe: '1d' }, code: 'CLOSE_TIME_MISMATCH', at: 'line 2', says: [/2024-01-02/, /timeframe \(1d\)/] },
  { name: 'close_time that is no time', content: `time,open,high,low,close,volume,close_time\n1704067200000,100,110,90,105,7,soon\n`, code: 'BAD_TIME', at: 'line 2', says: [/"soon"/] },
  // Options
  { name: 'option of the wrong type', content: good, options: { timeframe: 60 }, code: 'INVALID_OPTIONS', isOption: true, says: [/csvBars/, /timeframe was 60/] },
  { name: 'unknown option', content: good, options: { timeFrame: '1h' }, code: 'INVALID_OPTIONS', isOption: true, says: [/csvBars/, /timeFrame/] },
  { name: 'unknown timeframe', content: good, options: { timeframe: '1M' }, code: 'INVALID_TIMEFRAME', isOption: true, says: [/"1M"/, /"1h"/] },
  { name: 'unknown stamp', content: good, options: { stamp: 'middle' }, code: 'INVALID_OPTIONS', isOption: true, says: [/stamp was "middle"/, /open.*close/] },
  { name: 'unknown time unit', content: good, options: { timeUnit: 'minutes' }, code: 'INVALID_OPTIONS', isOption: true, says: [/timeUnit was "minutes"/, /ms/] },
  { name: 'bad delimiter', content: good, options: { delimiter: '|' }, code: 'INVALID_OPTIONS', isOption: true, says: [/delimiter was "\|"/, /','/] },
  { name: 'bad instrument id', content: good, options: { instrumentId: 'BTCUSDT' }, code: 'INVALID_INSTRUMENT_ID', isOption: true, says: [/"BTCUSDT"/, /venue:BASE\/QUOTE/] },
  { name: 'instrument id missing', content: good, options: { instrumentId: undefined }, code: 'INVALID_OPTIONS', isOption: true, says: [/instrumentId was undefined/] },
  { name: 'unknown role of a column', content: good, options: { columns: { price: 'close' } }, code: 'INVALID_OPTIONS', isOption: true, says: [/price/] },
  { name: 'one column for two roles', content: good, options: { columns: { open: 'close', close: 'close' } }, code: 'INVALID_OPTIONS', isOption: true, says: [/columns\.open and columns\.close/, /column of its own/] },
  { name: 'limit of zero rows', content: good, options: { maxRows: 0 }, code: 'INVALID_OPTIONS', isOption: true, says: [/maxRows was 0/] },
  { name: 'a range too wide to detect units', content: good, options: { timeRangeMs: [0, 4e12] }, code: 'INVALID_OPTIONS', isOption: true, says: [/timeRangeMs was \[0, 4000000000000\]/, /timeUnit/] },
  { name: 'a range that is empty', content: good, options: { timeRangeMs: [2, 1] }, code: 'INVALID_OPTIONS', isOption: true, says: [/timeRangeMs/] },
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

/** An untyped caller, as JavaScript has it. */
const untyped = (options: object) => ({ instrumentId, ...options }) as { instrumentId: string };

test('the table holds kinds, not repetitions', () => {
  expect(new Set(table.map(({ name }) => name)).size).toBe(table.length);
  expect(table.length).toBeGreaterThanOrEqual(40);
});

describe('csvBars refuses', () => {
  test.each(table)('$name: $code', async (bad) => {
    const file = folder.write('bad.csv', bad.content);
    const failure = await failureOf(() => csvBars(file, untyped({ ...bad.options })));
    expect(shortcomings(failure, bad, file)).toEqual([]);
  });

  test('a missing file', async () => {
    const file = folder.path('missing.csv');
    const bad: BadInput = { name: '', content: '', code: 'FILE_NOT_FOUND', says: [/no such file/, /path/] };
    expect(shortcomings(await failureOf(() => csvBars(file, { instrumentId })), bad, file)).toEqual([]);
  });

  test('a directory', async () => {
    const bad: BadInput = { name: '', content: '', code: 'NOT_A_FILE', says: [/directory/, /one file/] };
    expect(
      shortcomings(await failureOf(() => csvBars(folder.path('.'), { instrumentId })), bad, folder.path('.')),
    ).toEqual([]);
  });

  test('a file of 5 GiB, without reading it', async () => {
    const file = folder.write('huge.csv', good);
    truncateSync(file, 5 * 1_024 ** 3);
    const bad: BadInput = {
      name: '',
      content: '',
      code: 'TOO_LARGE',
      says: [/5368709120 bytes/, /maxBytes 4294967296/, /csvBarStream/],
    };
    expect(shortcomings(await failureOf(() => csvBars(file, { instrumentId })), bad, file)).toEqual([]);
  });

  test.each(['', 7, undefined, new URL('https://example.com/a.csv')])('%s as a file', async (file) => {
    const bad: BadInput = { name: '', content: '', code: 'INVALID_FILE', isOption: true, says: [/csvBars/, /path/] };
    expect(shortcomings(await failureOf(() => csvBars(file as string, { instrumentId })), bad, '')).toEqual([]);
  });

  test.each([undefined, null, 'BTC', []])('%j as options', async (options) => {
    const bad: BadInput = {
      name: '',
      content: '',
      code: 'INVALID_OPTIONS',
      isOption: true,
      says: [/csvBars/, /options was/],
    };
    expect(shortcomings(await failureOf(() => csvBars('a.csv', options as never)), bad, '')).toEqual([]);
  });
});

const isText = ({ content, name }: BadInput) => typeof content === 'string' && !name.startsWith('too many bytes');

describe('parseCsvBars refuses', () => {
  test.each(table.filter(isText))('$name: $code', async (bad) => {
    const says = bad.says.map((pattern) => new RegExp(pattern.source.replace('csvBars', 'parseCsvBars')));
    const failure = await failureOf(() =>
      parseCsvBars(bad.content as string, untyped({ source: 'bad text', ...bad.options })),
    );
    expect(shortcomings(failure, { ...bad, says }, 'bad text')).toEqual([]);
  });
});

/** What a stream cannot see, or does not limit. */
const needsWholeFile = (bad: BadInput) =>
  bad.code === 'TOO_LARGE' ||
  bad.code === 'UNKNOWN_TIMEFRAME' ||
  /inferred|rows|timeframe: 60/.test(bad.name) ||
  bad.name === 'option of the wrong type';

describe('csvBarStream refuses', () => {
  test.each(table.filter((bad) => !needsWholeFile(bad)))('$name: $code', async (bad) => {
    const file = folder.write('bad.csv', bad.content);
    const says = bad.says.map((pattern) => new RegExp(pattern.source.replace('csvBars', 'csvBarStream')));
    const failure = await failureOf(async () => {
      for await (const _ of csvBarStream(file, untyped({ timeframe: '1h', ...bad.options }) as never));
    });
    expect(shortcomings(failure, { ...bad, says }, file)).toEqual([]);
  });

  test('a missing timeframe, at the call', () => {
    expect(() => csvBarStream('a.csv', { instrumentId } as never)).toThrow(
      /timeframe was undefined.*stream cannot wait/,
    );
  });

  test('a limit that it does not need', () => {
    expect(() => csvBarStream('a.csv', { instrumentId, timeframe: '1h', maxRows: 1 } as never)).toThrow(/maxRows/);
  });
});
