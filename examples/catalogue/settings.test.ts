import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { help, readSettings } from './settings';

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings([])).toMatchObject({
      isDataNamed: false,
      venue: 'binance',
      outlierLimit: 20,
      examples: 1,
      isStrict: false,
    });
  });

  it('reads what is given', () => {
    const argv = [
      '--data',
      'a',
      '--venue',
      'bybit',
      '--only',
      'x',
      '--catalogue',
      'c',
      '--outlier',
      '7.5',
      '--examples',
      '0',
      '--strict',
      '--json',
    ];
    expect(readSettings(argv)).toEqual({
      data: 'a',
      isDataNamed: true,
      venue: 'bybit',
      only: 'x',
      catalogue: 'c',
      outlierLimit: 7.5,
      examples: 0,
      isStrict: true,
      isJson: true,
      isHelp: false,
    });
  });

  it.each([
    [['--nonsense'], /--nonsense.*--help/s],
    [['stray'], /stray/],
    [['--venue', 'Binance!'], /--venue was "Binance!"/],
    [['--outlier', '0'], /--outlier was "0"/],
    [['--outlier', '0x10'], /--outlier was "0x10"/],
    [['--examples', '1.5'], /--examples was "1.5"/],
    [['--catalogue', ''], /--catalogue was ""/],
  ])('%j is refused', (argv, says) => {
    expect(() => readSettings(argv)).toThrow(InvalidOptionsError);
    expect(() => readSettings(argv)).toThrow(says);
  });

  it('is explained within 120 columns', () => {
    for (const line of help.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});
