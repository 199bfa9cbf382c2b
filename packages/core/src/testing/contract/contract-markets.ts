import type { BarSeries } from '../../market/bar-series';
import { type Instrument, spotInstrument } from '../../market/instrument';
import type { Timeframe } from '../../market/timeframe';
import { simulatedMarket } from '../../simulation/market-simulator';
import { flatBars } from '../flat-bars';
import { changedColumns, keptBars } from './splice-series';

/** One of the markets that a strategy, or an agent, has to cope with. */
export interface ContractMarket {
  readonly name: string;
  readonly series: readonly BarSeries[];
  readonly instruments: readonly Instrument[];
  /** Decimals of assets that trade in such numbers that 8 do not fit. */
  readonly decimals?: Readonly<Record<string, number>>;
}

export interface MarketShape {
  readonly instruments: readonly string[];
  readonly timeframe: Timeframe;
  readonly bars: number;
}

const prices = ['open', 'high', 'low', 'close'] as const;

/** A made-up market with usual steps; `price` and `priceStep` move it to another size. */
export const contractMarket = (
  shape: MarketShape,
  seed: number,
  size?: { readonly price: number; readonly priceStep: number; readonly quantityStep: number },
): ContractMarket => {
  const { instruments, timeframe, bars } = shape;
  const profile = size === undefined ? undefined : { price: size.price, priceStep: size.priceStep };
  const profiles = profile === undefined ? {} : Object.fromEntries(instruments.map((id) => [id, profile]));
  return {
    name: `simulated, seed ${seed}`,
    series: simulatedMarket({ seed, instruments, timeframe, bars, profiles }),
    instruments: instruments.map((id) =>
      size === undefined
        ? spotInstrument(id)
        : spotInstrument(id, { priceStep: size.priceStep, quantityStep: size.quantityStep }),
    ),
  };
};

/** Bars are missing now and then, at other times for each instrument, and prices jump by a half while nobody looks. */
const withGaps = (series: BarSeries, place: number): BarSeries => {
  const jumped = changedColumns(series, prices, (value, index) =>
    Math.floor(index / 40) % 2 === 0 ? value : value * 1.5,
  );
  return keptBars(jumped, (index) => index === 0 || (index + 13 * place) % 40 > 5);
};

/**
 * Makes the markets of the contract suites: two made-up ones, and those that break assumptions: a price that never moves, gaps
 * and jumps, no volume, prices of 2e-6 and of 1e9.
 *
 * - Shapes: seven markets of one series an instrument. State: none; the same shape gives the same markets.
 *
 * @example
 * ```ts no-run
 * import { contractMarkets } from '@sigmax/core/testing';
 * const markets = contractMarkets({ instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 100 });
 * console.log(markets.map(({ name }) => name));
 * ```
 */
export const contractMarkets = (shape: MarketShape): ContractMarket[] => {
  const { bars } = shape;
  const plain = contractMarket(shape, 3);
  const tiny = contractMarket(shape, 6, { price: 2e-6, priceStep: 1e-12, quantityStep: 1 });
  return [
    contractMarket(shape, 1),
    contractMarket(shape, 2),
    {
      ...plain,
      name: 'flat prices',
      series: plain.series.map(({ instrumentId, timeframeMs, timeMs }) =>
        flatBars({ instrumentId, timeframeMs, startMs: timeMs[0] as number, bars }),
      ),
    },
    { ...plain, name: 'gaps', series: plain.series.map(withGaps) },
    { ...plain, name: 'no volume', series: plain.series.map((series) => changedColumns(series, ['volume'], () => 0)) },
    {
      ...tiny,
      name: 'tiny prices',
      decimals: Object.fromEntries(tiny.instruments.map(({ base }) => [base, 0])),
    },
    { ...contractMarket(shape, 7, { price: 1e9, priceStep: 0.01, quantityStep: 1e-8 }), name: 'huge prices' },
  ];
};
