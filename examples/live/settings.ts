import type { LoopbackExchange } from '@sigmax/adapters/testing';
import { readOptions, wrongOption } from '../command-line';

const venues = ['binance', 'binanceusdm', 'bybit', 'okx', 'kraken'] as const satisfies readonly LoopbackExchange[];

export const help = `Streams live bars and features of the order book through a broken connection, without a network: ccxt talks to a venue on
this machine that speaks like the real one.

Usage: npm run example:live [-- options]

  --venue NAME     ${venues.join(', ')}; default binance
  --seconds N      how long, 4 to 120; default 12
  --speed N        how much faster than the clock the market goes, 1 to 60; default 20, so a bar of a minute takes 3 seconds
  --cut N          after how many seconds the venue breaks every connection; default a half of --seconds
  --seed N         the market; the same seed gives the same prices; default 7
  --json           one JSON object at the end instead of text
  --help           this text

Exit code: 0 when every bar and trade that the venue had arrived once, 1 when not or when it failed, 2 when an option was wrong.`;

const options = {
  venue: { type: 'string', default: 'binance' },
  seconds: { type: 'string', default: '12' },
  speed: { type: 'string', default: '20' },
  cut: { type: 'string' },
  seed: { type: 'string', default: '7' },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', default: false },
} as const;

export interface Settings {
  readonly venue: LoopbackExchange;
  readonly seconds: number;
  readonly speed: number;
  readonly cutSeconds: number;
  readonly seed: number;
  readonly isJson: boolean;
  readonly isHelp: boolean;
}

/** A number in plain decimal notation within limits. */
const numberOf = (option: string, text: string, least: number, most: number): number => {
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (value >= least && value <= most) return value;
  throw wrongOption(option, text, `Give a number from ${least} to ${most}.`);
};

const venueOf = (text: string): LoopbackExchange => {
  const found = venues.find((venue) => venue === text);
  if (found === undefined) throw wrongOption('venue', text, `Give one of ${venues.join(', ')}.`);
  return found;
};

/**
 * Reads the command line.
 *
 * @throws {InvalidOptionsError} an option is unknown or its value is wrong; the message names both.
 */
export const readSettings = (argv: readonly string[]): Settings => {
  const values = readOptions(argv, options, 'npm run example:live -- --help');
  const seconds = numberOf('seconds', values.seconds, 4, 120);
  return {
    venue: venueOf(values.venue),
    seconds,
    speed: numberOf('speed', values.speed, 1, 60),
    cutSeconds: values.cut === undefined ? seconds / 2 : numberOf('cut', values.cut, 1, seconds - 1),
    seed: Math.floor(numberOf('seed', values.seed, 0, 2_147_483_647)),
    isJson: values.json,
    isHelp: values.help,
  };
};
