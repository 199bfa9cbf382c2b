import { describe, expect, it } from 'vitest';
import { readField } from './fields';
import { mostAssetsFor, settingFields, wrongTogether } from './page-settings';

const { choose, riskAversion } = settingFields(28);

describe('a field', () => {
  it.each([
    ['6', choose, 6],
    [' 12 ', choose, 12],
    ['2.5', riskAversion, 2.5],
    ['1e2', riskAversion, 100],
    ['.5', riskAversion, 0.5],
  ])('takes %j', (text, field, value) => {
    expect(readField(text, field)).toEqual({ value });
  });

  it('takes a typographic minus', () => {
    expect(readField('−0.4', { label: 'β', minimum: -2, maximum: 2, isWhole: false })).toEqual({ value: -0.4 });
  });

  it.each([
    ['', choose, 'Budget B is empty. Write a whole number from 1 to 27.'],
    ['six', choose, 'Budget B is “six”. Write a whole number from 1 to 27.'],
    ['2.5', choose, 'Budget B is “2.5”. Write a whole number from 1 to 27.'],
    ['28', choose, 'Budget B is “28”. Write a whole number from 1 to 27.'],
    ['NaN', riskAversion, 'Risk aversion q is “NaN”. Write a number from 0 to 1000.'],
    ['Infinity', riskAversion, 'Risk aversion q is “Infinity”. Write a number from 0 to 1000.'],
    ['0x10', riskAversion, 'Risk aversion q is “0x10”. Write a number from 0 to 1000.'],
    ['-1', riskAversion, 'Risk aversion q is “-1”. Write a number from 0 to 1000.'],
    ['1,5', riskAversion, 'Risk aversion q is “1,5”. Write 1.5 with a point.'],
    [
      '<script>alert(1)</script>',
      riskAversion,
      'Risk aversion q is “<script>alert(1)</scrip…”. Write a number from 0 to 1000.',
    ],
  ])('answers %j with words', (text, field, words) => {
    expect(readField(text, field)).toEqual({ words });
  });
});

it('so many assets that the portfolios can be answered in time', () => {
  expect([6, 7, 9, 13].map((choose) => mostAssetsFor(choose, 28))).toEqual([28, 24, 21, 21]);
  expect(mostAssetsFor(5, 5)).toBeUndefined();
});

it('two fields that do not fit each other are answered with words', () => {
  expect(wrongTogether(28, 6)).toBeUndefined();
  expect(wrongTogether(5, 5)).toBe('Budget B is 5 of 5 assets. Choose at most 4.');
  expect(wrongTogether(28, 7)).toBe(
    '7 of 28 makes 1,184,040 portfolios; this page answers up to 400,000. Take fewer assets or another budget.',
  );
});
