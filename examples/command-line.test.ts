import { expect, it } from 'vitest';
import { costOption, numberOption, readOptions, wholeOption } from './command-line';

const options = { cash: { type: 'string', default: '1' }, json: { type: 'boolean', default: false } } as const;
const help = 'npm start -- --help';

it('reads options, and says where to look when one is unknown', () => {
  expect({ ...readOptions(['--cash', '2'], options, help) }).toEqual({ cash: '2', json: false });
  for (const argv of [['--money', '2'], ['2'], ['--cash']]) {
    expect(() => readOptions(argv, options, help)).toThrow(expect.objectContaining({ code: 'INVALID_ARGUMENT' }));
    expect(() => readOptions(argv, options, help)).toThrow(/npm start -- --help/);
  }
});

it('reads numbers in decimal notation and nothing else', () => {
  const read = (text: string) => numberOption('cash', text, (value) => value > 0, 'Give an amount above 0.');
  expect(['12', '+1.5', '.5', '1e3'].map(read)).toEqual([12, 1.5, 0.5, 1000]);
  for (const text of ['', '0x10', '1,5', 'NaN', 'Infinity', '0', '-1', '1e999']) {
    expect(() => read(text)).toThrow(`--cash was ${JSON.stringify(text)}. Give an amount above 0.`);
  }
});

it('reads whole numbers within bounds, and costs that can be doubled', () => {
  expect(['2', '5', '3e0'].map((text) => wholeOption('bars', text, 2, 5))).toEqual([2, 5, 3]);
  for (const text of ['1', '6', '2.5', '']) {
    expect(() => wholeOption('bars', text, 2, 5)).toThrow(`--bars was "${text}". Give a whole number from 2 to 5.`);
  }
  expect(['0', '0.001'].map((text) => costOption('fee', text))).toEqual([0, 0.001]);
  for (const text of ['0.5', '-0.001', 'NaN']) expect(() => costOption('fee', text)).toThrow(/from 0 to below 0.5/);
});
