import { InvalidOptionsError } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { help, readSettings } from './settings';

const fault = (...argv: string[]): string => {
  try {
    readSettings(argv);
  } catch (error) {
    if (InvalidOptionsError.isInstance(error)) return error.message;
    throw error;
  }
  return 'nothing was wrong';
};

describe('readSettings', () => {
  it('has a default for everything', () => {
    expect(readSettings([])).toMatchObject({
      data: [],
      strategy: 'trend',
      seed: 1,
      feeRate: 0.001,
      report: 'reports/trend.html',
    });
  });

  it('reads parameters as JSON where they are JSON, else as text', () => {
    const argv = ['--param', 'fast=10', '--param', 'side=long', '--param', 'weights=[1,2]', '--param', 'text=a=b'];
    expect(readSettings(argv).params).toEqual({ fast: 10, side: 'long', weights: [1, 2], text: 'a=b' });
  });

  it('keeps the report of a strategy given by path inside the reports folder', () => {
    expect(readSettings(['--strategy', '../mine/best.ts']).report).toBe('reports/-mine-best-ts.html');
  });

  const wrong: readonly (readonly [argv: string[], says: RegExp])[] = [
    [['--nonsense'], /--nonsense.*--help/s],
    [['stray'], /stray/],
    [['--data'], /--data/],
    [['--timeframe', '1x'], /timeframe was "1x".*"1h"/],
    [['--stamp', 'middle'], /--stamp was "middle".*open or close/],
    [['--bars', 'many'], /--bars was "many".*whole number/],
    [['--bars', '1.5'], /--bars was "1.5"/],
    [['--bars', '-3'], /--bars/],
    [['--seed', '0x10'], /--seed was "0x10"/],
    [['--seed', ''], /--seed was ""/],
    [['--cash', '0'], /--cash was "0".*above 0/],
    [['--cash', 'Infinity'], /--cash was "Infinity"/],
    [['--fee', '1'], /--fee was "1".*0.001 is 0.1 %/],
    [['--fee', '0.1%'], /--fee was "0.1%"/],
    [['--slippage', 'NaN'], /--slippage was "NaN"/],
    [['--max-weight', '2'], /--max-weight was "2"/],
    [['--max-drawdown', '1'], /--max-drawdown was "1"/],
    [['--max-order', 'no'], /--max-order was "no"/],
    [['--param', 'fast'], /--param was "fast".*KEY=VALUE/],
    [['--report', 'x.html', '--no-report'], /--report/],
  ];
  it.each(wrong)('%j names the option, its value and the remedy', (argv, says) => {
    expect(fault(...argv)).toMatch(says);
  });

  it('mentions every option in its help', () => {
    for (const option of [
      'data',
      'symbol',
      'timeframe',
      'stamp',
      'bars',
      'strategy',
      'param',
      'cash',
      'seed',
      'fee',
      'slippage',
      'max-order',
      'max-weight',
      'max-drawdown',
      'report',
      'no-report',
      'json',
      'help',
    ]) {
      expect(help).toContain(`--${option}`);
    }
  });
});
