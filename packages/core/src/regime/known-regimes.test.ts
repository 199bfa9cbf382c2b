import { describe, expect, it } from 'vitest';
import type { PriceBar } from '../indicators/define-indicator';
import { seededRandom } from '../random';
import { regimeChain } from '../simulation/market-regimes';
import { simulatedMarket } from '../simulation/market-simulator';
import { marketRegime } from './market-regime';
import { type RegimeName, regimeBits } from './regime-bits';
import { regimeNames, regimeOf } from './regime-of';

/** What a stretch of a made-up market is like, in units of the usual volatility and turnover. */
interface Stretch {
  readonly truth: RegimeName;
  readonly bars: number;
  readonly drift: number;
  readonly volatility: number;
  readonly volume: number;
  /** Bars until the windows hold more of this stretch than of the one before; they are not scored. */
  readonly lead: number;
}

// Scored once the long window has forgotten what came before: after a wild week the usual counts as quiet.
const calm: Stretch = { truth: 'sideways', bars: 400, drift: 0, volatility: 1, volume: 1, lead: 240 };
const stretches: readonly Stretch[] = [
  { ...calm, truth: 'bull-trending', bars: 96, drift: 0.6, lead: 36 },
  { ...calm, truth: 'bear-trending', bars: 96, drift: -0.6, lead: 36 },
  { ...calm, truth: 'high-volatility', bars: 60, volatility: 3, lead: 16 },
  { ...calm, truth: 'low-volatility', bars: 60, volatility: 0.3, lead: 16 },
  // Six bars that together go 24 volatilities: scored from the fourth on.
  { ...calm, truth: 'breakdown', bars: 6, drift: -4, lead: 3 },
  { ...calm, truth: 'breakout', bars: 6, drift: 4, lead: 3 },
];

const usual = 0.005;

interface Labelled {
  readonly bar: PriceBar;
  readonly truth: RegimeName;
  readonly isScored: boolean;
  readonly volume: number;
}

const market = (seed: number, rounds: number, kinds: readonly Stretch[] = stretches): Labelled[] => {
  const random = seededRandom(seed);
  let close = 100;
  return Array.from({ length: rounds }, () => kinds)
    .flat()
    .flatMap((stretch) => [calm, stretch])
    .flatMap(({ truth, bars, drift, volatility, volume, lead }) =>
      Array.from({ length: bars }, (_, index) => {
        const open = close;
        const move = drift + volatility * random.normal();
        close = open * Math.exp(usual * move);
        const [high, low] = [Math.max(open, close), Math.min(open, close)];
        const amount = volume * (0.4 + 0.6 * Math.abs(move));
        return { bar: { open, high, low, close, volume: amount }, truth, isScored: index >= lead, volume };
      }),
    );
};

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

type Table = Record<RegimeName, Record<RegimeName, number>>;

const emptyTable = (): Table => {
  const row = () => Object.fromEntries(regimeNames.map((name) => [name, 0])) as Record<RegimeName, number>;
  return Object.fromEntries(regimeNames.map((name) => [name, row()])) as Table;
};

const total = (row: Record<RegimeName, number>): number => Object.values(row).reduce((sum, value) => sum + value, 0);

/** Rows are what the market was, columns what it was called, in percent of the row. */
const print = (table: Table): void => {
  const width = 11;
  const short = (name: string) => name.replace(/-(trending|volatility)/, '').padStart(width);
  const lines = regimeNames
    .filter((name) => total(table[name]) > 0)
    .map((name) => {
      const cells = regimeNames.map((called) => ((100 * table[name][called]) / total(table[name])).toFixed(1));
      return [short(name), ...cells.map((cell) => cell.padStart(width)), String(total(table[name])).padStart(width)];
    });
  const head = ['was \\ called'.padStart(width), ...regimeNames.map(short), 'bars'.padStart(width)];
  say([head, ...lines].map((cells) => cells.join('')).join('\n'));
};

describe('a market whose regime is known', () => {
  it('is called what it is', () => {
    const table = emptyTable();
    const held = emptyTable();
    for (const seed of [1, 2, 3]) {
      const regime = marketRegime();
      for (const { bar, truth, isScored } of market(seed, 20)) {
        const value = regime.next(bar);
        if (value === undefined || !isScored) continue;
        table[truth][regimeOf(value.bits)] += 1;
        if ((value.bits & regimeBits[truth]) !== 0) held[truth][truth] += 1;
      }
    }
    print(table);
    const found = regimeNames.map((name) => [name, held[name][name] / total(table[name])] as const);
    say(`its bit is set: ${found.map(([name, share]) => `${name} ${share.toFixed(3)}`).join(', ')}`);
    for (const [name, share] of found) expect(share, name).toBeGreaterThan(0.88);
    const share = (was: RegimeName, called: RegimeName): number => table[was][called] / total(table[was]);
    expect(share('breakdown', 'breakdown')).toBeGreaterThan(0.85);
    expect(share('breakout', 'breakout')).toBeGreaterThan(0.85);
    expect(share('high-volatility', 'high-volatility')).toBeGreaterThan(0.85);
    // A trend by chance has the name before low volatility.
    expect(share('low-volatility', 'low-volatility')).toBeGreaterThan(0.8);
    expect(share('bull-trending', 'bull-trending')).toBeGreaterThan(0.8);
    expect(share('bear-trending', 'bear-trending')).toBeGreaterThan(0.8);
    expect(share('sideways', 'sideways')).toBeGreaterThan(0.85);
    // Never the opposite.
    expect(share('bull-trending', 'bear-trending')).toBe(0);
    expect(share('bear-trending', 'bull-trending')).toBe(0);
    expect(share('breakdown', 'breakout')).toBe(0);
    expect(share('breakout', 'breakdown')).toBe(0);
  });

  it('is illiquid where the same moves take a fifth of the turnover, and not elsewhere', () => {
    const counts = { thin: [0, 0], usual: [0, 0] };
    const kinds = [{ ...calm, bars: 60, volume: 0.2, lead: 16 }];
    for (const seed of [1, 2, 3]) {
      const regime = marketRegime();
      for (const { bar, isScored, volume } of market(seed, 40, kinds)) {
        const value = regime.next(bar);
        if (value === undefined || !isScored) continue;
        const count = volume < 1 ? counts.thin : counts.usual;
        count[(value.bits & regimeBits.illiquid) === 0 ? 0 : 1]! += 1;
      }
    }
    const share = ([not, is]: number[]) => is! / (is! + not!);
    say(`illiquid: ${share(counts.thin).toFixed(3)} of thin bars, ${share(counts.usual).toFixed(3)} of usual ones`);
    expect(share(counts.thin)).toBeGreaterThan(0.9);
    expect(share(counts.usual)).toBeLessThan(0.01);
  });

  it('is a random walk in 9 of 10 bars of one: a trend is called by chance in 1 of 10', () => {
    const regime = marketRegime();
    const table = emptyTable();
    for (const { bar } of market(9, 400, [calm])) {
      const value = regime.next(bar);
      if (value !== undefined) table.sideways[regimeOf(value.bits)] += 1;
    }
    print(table);
    const bars = total(table.sideways);
    expect(bars).toBeGreaterThan(200_000);
    const share = (name: RegimeName): number => table.sideways[name] / bars;
    expect(share('bull-trending') + share('bear-trending')).toBeGreaterThan(0.05);
    expect(share('bull-trending') + share('bear-trending')).toBeLessThan(0.12);
    expect(share('high-volatility') + share('low-volatility')).toBeLessThan(0.01);
    expect(share('breakdown') + share('breakout')).toBeLessThan(0.0005);
  });

  it('shows the panics of the simulated market, and tells its slow drifts from noise no better than they can be', () => {
    const bars = 60_000;
    const seed = 5;
    const [series] = simulatedMarket({ seed, instruments: ['demo:BTC/USDT'], bars });
    const next = regimeChain(seededRandom(seed).split('market regime'), 1 / 24);
    const truths = Array.from({ length: bars }, () => next().name);
    const { bits } = marketRegime.batch(series);
    const share = (truth: string, ...names: RegimeName[]): number => {
      const places = truths.flatMap((name, index) => (name === truth && bits.at(index) !== undefined ? [index] : []));
      return places.filter((index) => names.includes(regimeOf(bits.at(index) ?? 0))).length / places.length;
    };
    const kinds = ['bull', 'sideways', 'bear', 'panic'];
    for (const kind of kinds) {
      say(`${kind.padStart(9)}: ${regimeNames.map((name) => `${name} ${share(kind, name).toFixed(3)}`).join(', ')}`);
    }
    const wild = (kind: string) => share(kind, 'high-volatility', 'breakdown', 'breakout');
    expect(wild('panic')).toBeGreaterThan(0.4);
    for (const kind of ['bull', 'sideways', 'bear']) expect(wild(kind)).toBeLessThan(0.2);
    expect(share('panic', 'breakdown')).toBeGreaterThan(5 * share('bull', 'breakdown'));
    // A drift of 2 a year in units of annual volatility is t = 0.14 over 48 hours.
    expect(share('bull', 'bull-trending')).toBeLessThan(0.2);
  });
});
