import type { BarSeries } from '../market/bar-series';
import type { Instrument } from '../market/instrument';
import type { Fill } from '../orders/order-events';
import type { BotEvent, BotHalted, CashMoved } from './bot-event';

/** A balance at the end of a run. */
export interface FinalBalance {
  readonly asset: string;
  readonly amount: number;
}

/** A position at the end of a run, marked at the last price. */
export interface FinalPosition {
  readonly instrumentId: string;
  readonly quantity: number;
  /** Average cost per unit in quote; `undefined` when flat. */
  readonly averagePrice: number | undefined;
  readonly realisedPnl: number;
  readonly unrealisedPnl: number;
}

/**
 * What a run leaves behind. `backtest` returns it, `run` carries it in its last event; both are equal for the same bot,
 * data and seed.
 */
export interface RunResult {
  readonly runId: string;
  readonly seed: number;
  readonly strategy: { readonly name: string; readonly params: Readonly<Record<string, unknown>> };
  /** The guards in the order in which they are asked, with the options that decide. */
  readonly guards: readonly { readonly name: string; readonly options: Readonly<Record<string, unknown>> }[];
  /** The broker's name and the options that decide costs, as given. */
  readonly broker: { readonly name: string; readonly options: Readonly<Record<string, unknown>> };
  /** Asset in which equity is counted. */
  readonly reportingAsset: string;
  readonly instruments: readonly Instrument[];
  /** The bars that were traded on, one series an instrument; empty when the run was told not to keep them. */
  readonly market: readonly BarSeries[];
  readonly barCount: number;
  /** Close time of each snapshot. */
  readonly timeMs: Float64Array;
  /** Account value after each snapshot, in the reporting asset, fees and open positions included. */
  readonly equity: Float64Array;
  /** Gross exposure after each snapshot: Σ |position value| / equity. */
  readonly exposure: Float64Array;
  readonly initialEquity: number;
  readonly finalEquity: number;
  /** Made from the run's table of fills when first read; `fillCount` is there without. */
  readonly fills: readonly Fill[];
  readonly fillCount: number;
  readonly deniedCount: number;
  readonly rejectedCount: number;
  /** Positions that the venue closed because the margin was gone. */
  readonly liquidationCount: number;
  /** Funding of perpetuals in the reporting asset, as it was worth when it was paid; below 0 it cost. */
  readonly fundingPnl: number;
  readonly cashMoves: readonly CashMoved[];
  readonly halt: BotHalted | undefined;
  /** What still kept orders back at the end. */
  readonly stops: readonly BotHalted[];
  readonly balances: readonly FinalBalance[];
  readonly positions: readonly FinalPosition[];
  /** The event log; empty when the run kept only its digest. */
  readonly events: readonly BotEvent[];
  /** SHA-256 of the event log, hexadecimal. */
  readonly digest: string;
  /** SHA-256 of the market data; computed when first read, since it costs more than the run itself. */
  readonly marketDigest: string;
}
