import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { profile } from '../internal/testing-profile.test-helper';
import { FrameFault } from './frame-fault';
import { JsonCursor } from './json-cursor';
import { LevelBuffer } from './level-buffer';

const cursor = new JsonCursor();

/** The code of the fault with which `read` ends, or `undefined`. */
const faultOf = (text: string, read: () => void): string | undefined => {
  cursor.start(text);
  try {
    read();
    return undefined;
  } catch (fault) {
    if (!(fault instanceof FrameFault)) throw fault;
    return fault.code;
  }
};

const isAccepted = (text: string): boolean =>
  faultOf(text, () => {
    cursor.skip();
    cursor.end();
  }) === undefined;

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

describe('what is JSON', () => {
  test.each([
    '{}',
    '[]',
    ' [ 1 , 2.5e+3 , -0 , "a\\u0041\\n" , true , false , null , { "__proto__" : [ ] } ] ',
    '"\\ud800"',
    '',
    ' ',
    '[1,]',
    '[,1]',
    '{"a":1,}',
    '{,}',
    '{"a" 1}',
    '{"a":1 "b":2}',
    '{a:1}',
    "{'a':1}",
    '[1 2]',
    '01',
    '-',
    '+1',
    '1.',
    '.5',
    '1e',
    '1e+',
    'NaN',
    'Infinity',
    'nul',
    'nulll',
    '"a',
    '"\\x"',
    '"\\u12g4"',
    '"\n"',
    '[1]]',
    '{}{}',
    '[1}',
    '\u00a0{}',
    '\ufeff{}',
    '1e400',
  ])('%j', (text) => expect(isAccepted(text)).toBe(isJson(text)));

  test('as JSON.parse has it, for JSON and for JSON that was damaged in one place', () => {
    const characters = [...'{}[]",:0123456789.-+eE tfn\\u\n', ''];
    fc.assert(
      fc.property(
        fc.json({ maxDepth: 5 }),
        fc.nat(),
        fc.constantFrom(...characters),
        fc.constantFrom(0, 1),
        (json, at, character, length) => {
          expect(isAccepted(json)).toBe(true);
          const place = at % (json.length + 1);
          const damaged = json.slice(0, place) + character + json.slice(place + length);
          expect(isAccepted(damaged), damaged).toBe(isJson(damaged));
        },
      ),
      profile(3_000, 300_000),
    );
  });

  test('nesting ends somewhere', () => {
    const deep = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(isAccepted(deep(32))).toBe(true);
    expect(faultOf(deep(33), () => cursor.skip())).toBe('TOO_DEEP');
    expect(faultOf('{"a":'.repeat(100_000), () => cursor.skip())).toBe('TOO_DEEP');
  });
});

const levelsOf = (text: string, width = 2): number[] | string => {
  const buffer = new LevelBuffer();
  const code = faultOf(text, () => {
    cursor.levels('bids', width, buffer);
    cursor.end();
  });
  return code ?? Array.from(buffer.values.subarray(0, buffer.length));
};

describe('levels', () => {
  test.each<[string, number[] | string]>([
    ['[]', []],
    ['[["61800.20","2.909"],["1","0"]]', [61_800.2, 2.909, 1, 0]],
    [' [ [ "61800.20" , "2.909" ] , [ "1","0" ] ] ', [61_800.2, 2.909, 1, 0]],
    ['[["1","2"], ["3","4"],["5","6"]]', [1, 2, 3, 4, 5, 6]],
    ['[["123456789.123456789","0.000000000000001"]]', [Number('123456789.123456789'), 1e-15]],
    ['[["0.1","00.5"]]', [0.1, 0.5]],
    ['null', 'WRONG_TYPE'],
    ['{}', 'WRONG_TYPE'],
    ['"[]"', 'WRONG_TYPE'],
    ['[null]', 'WRONG_TYPE'],
    ['["1","2"]', 'WRONG_TYPE'],
    ['[["1"]]', 'WRONG_TYPE'],
    ['[["1","2","3"]]', 'WRONG_TYPE'],
    ['[[1,2]]', 'WRONG_TYPE'],
    ['[["1",null]]', 'WRONG_TYPE'],
    ['[["1","2"]', 'NOT_JSON'],
    ['[["1","2"],]', 'NOT_JSON'],
    ['[,["1","2"]]', 'WRONG_TYPE'],
    ['[["1","2"]["3","4"]]', 'NOT_JSON'],
    ['[["1","2"],,["3","4"]]', 'WRONG_TYPE'],
    ['[["0","1"]]', 'OUT_OF_RANGE'],
    ['[["0.000","1"]]', 'OUT_OF_RANGE'],
    ['[["1","2"],["0","1"]]', 'OUT_OF_RANGE'],
    [`[["1","${'9'.repeat(400)}"]]`, 'OUT_OF_RANGE'],
    [`[["1","0.${'0'.repeat(400)}1"]]`, 'OUT_OF_RANGE'],
    ['[["1","1e400"]]', 'NOT_A_DECIMAL'],
    ['[["1","-1"]]', 'NOT_A_DECIMAL'],
    ['[["-1","1"]]', 'NOT_A_DECIMAL'],
    ['[["","1"]]', 'NOT_A_DECIMAL'],
    ['[["1",""]]', 'NOT_A_DECIMAL'],
    ['[["1.","1"]]', 'NOT_A_DECIMAL'],
    ['[[".5","1"]]', 'NOT_A_DECIMAL'],
    ['[["1.2.3","1"]]', 'NOT_A_DECIMAL'],
    ['[["NaN","1"]]', 'NOT_A_DECIMAL'],
    ['[["1"," 1"]]', 'NOT_A_DECIMAL'],
    ['[["0x10","1"]]', 'NOT_A_DECIMAL'],
  ])('%s', (text, expected) => expect(levelsOf(text)).toEqual(expected));

  test('of four texts', () => {
    expect(levelsOf('[["8476.98","415","0","13"]]', 4)).toEqual([8_476.98, 415]);
    expect(levelsOf('[["8476.98","415","0"]]', 4)).toBe('WRONG_TYPE');
    expect(levelsOf('[["8476.98","415","0","1","2"]]', 4)).toBe('WRONG_TYPE');
  });

  test('are the doubles that Number gives, in whatever way they are written', () => {
    const decimal = fc
      .tuple(fc.bigInt({ min: 0n, max: 10n ** 19n }), fc.integer({ min: 0, max: 18 }))
      .map(([units, places]) => {
        const digits = String(units).padStart(places + 1, '0');
        return places === 0 ? digits : `${digits.slice(0, -places)}.${digits.slice(-places)}`;
      });
    const short = fc
      .tuple(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 5 }))
      .map(([units, places]) => (units / 10 ** places).toFixed(places));
    const price = fc.oneof(decimal, short).filter((text) => Number(text) > 0);
    const level = fc.tuple(price, fc.oneof(decimal, short));
    fc.assert(
      fc.property(fc.array(level, { maxLength: 70 }), fc.nat(69), (levels, spaceAt) => {
        const texts = levels.map(([p, q], index) => (index === spaceAt ? `[ "${p}", "${q}" ]` : `["${p}","${q}"]`));
        const numbers = levels.flatMap(([p, q]) => [Number(p), Number(q)]);
        expect(levelsOf(`[${texts.join(',')}]`)).toEqual(numbers);
      }),
      profile(500, 50_000),
    );
  });
});

describe('ids and times', () => {
  test.each<[string, unknown]>([
    ['0', 0],
    ['"7"', 7],
    [' 999999999999999 ', 999_999_999_999_999],
    ['1000000000000000', 1_000_000_000_000_000n],
    ['"90071992547409931"', 90_071_992_547_409_931n],
    ['9'.repeat(41), 'BAD_ID'],
    ['01', 'BAD_ID'],
    ['1.0', 'BAD_ID'],
    ['1e3', 'BAD_ID'],
    ['1E3', 'BAD_ID'],
    ['-1', 'BAD_ID'],
    ['"-1"', 'BAD_ID'],
    ['""', 'BAD_ID'],
    ['" 1"', 'BAD_ID'],
    ['"1 "', 'BAD_ID'],
    ['"1', 'BAD_ID'],
    ['null', 'WRONG_TYPE'],
    ['[1]', 'WRONG_TYPE'],
    ['', 'NOT_JSON'],
  ])('%j as an id is %s', (text, expected) => {
    let id: unknown;
    const code = faultOf(text, () => {
      id = cursor.id('id');
      cursor.end();
    });
    expect(code ?? id).toEqual(expected);
  });

  test('−1 is an id where nothing came before', () => {
    cursor.start('-1');
    expect(cursor.idOrNone('prevSeqId')).toBe(-1);
    cursor.start('12');
    expect(cursor.idOrNone('prevSeqId')).toBe(12);
    for (const text of ['-12', '-2', '"-1"']) expect(faultOf(text, () => cursor.idOrNone('prevSeqId'))).toBe('BAD_ID');
  });

  test('a time has at most fifteen digits', () => {
    cursor.start('"1597026383085"');
    expect(cursor.timeMs('ts')).toBe(1_597_026_383_085);
    for (const text of ['1234567890123456', '-1', '1.5', '"now"', '1e3']) {
      expect(
        faultOf(text, () => cursor.timeMs('ts')),
        text,
      ).toBe('BAD_TIME');
    }
    expect(faultOf('null', () => cursor.timeMs('ts'))).toBe('WRONG_TYPE');
  });
});

test('reads what it is asked for, and nothing else', () => {
  cursor.start(' {"a":"x\\u0041","b":-12.50e+3,"c":"7","d":[1,2],"e":{"f":null},"g":"h"} ');
  expect(cursor.firstKey()).toBe('a');
  cursor.enterObject('message');
  expect(cursor.nextKey()).toBe('a');
  expect(cursor.string('a')).toBe('xA');
  expect(cursor.nextKey()).toBe('b');
  expect(cursor.numberText('b')).toBe('-12.50e+3');
  expect(cursor.nextKey()).toBe('c');
  expect(cursor.id('c')).toBe(7);
  expect(cursor.nextKey()).toBe('d');
  const mark = cursor.mark();
  cursor.skip();
  expect(cursor.nextKey()).toBe('e');
  expect(cursor.isObject).toBe(true);
  expect(cursor.stringOrSkip()).toBeUndefined();
  expect(cursor.nextKey()).toBe('g');
  expect(cursor.stringOrSkip()).toBe('h');
  expect(cursor.nextKey()).toBeUndefined();
  cursor.end();
  cursor.jump(mark);
  cursor.enterArray('d');
  expect([cursor.nextItem(), cursor.id('d'), cursor.nextItem(), cursor.id('d'), cursor.nextItem()]).toEqual([
    true,
    1,
    true,
    2,
    false,
  ]);
  cursor.start('"a"');
  expect([
    cursor.firstKey(),
    faultOf('[1]', () => cursor.enterObject('x')),
    faultOf('{}', () => cursor.enterArray('x')),
  ]).toEqual([undefined, 'WRONG_TYPE', 'WRONG_TYPE']);
  expect(faultOf('{"a":1}', () => cursor.string('x'))).toBe('WRONG_TYPE');
  expect(faultOf('"1"', () => cursor.numberText('x'))).toBe('WRONG_TYPE');
  expect(faultOf('', () => cursor.string('x'))).toBe('NOT_JSON');
});
