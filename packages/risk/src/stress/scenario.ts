import type { ValuePath, Waypoint } from './value-path';

/** How prices go in a scenario, all of them in dollars. */
export type ScenarioShock =
  /** By asset; `other` is any that is not named, `stable` any stablecoin that is not. Left out, an asset keeps its value. */
  | { readonly type: 'paths'; readonly paths: Readonly<Record<string, ValuePath>> }
  /** One path of the market; an asset moves by its beta: 1 + beta · (market − 1), and at least to 1 %. */
  | { readonly type: 'factor'; readonly path: ValuePath }
  /**
   * The move that costs the portfolio most of all those that are `sigmas` standard deviations away when every two assets
   * correlate by `correlation`.
   */
  | {
      readonly type: 'correlated';
      readonly correlation: number;
      readonly sigmas: number;
      readonly horizonMs: number;
    };

/** An order that nobody wanted, sent at the beginning. */
export type Mistake =
  /** A purchase of `intendedFraction` of equity, so many times too large. */
  | { readonly type: 'size'; readonly factor: number; readonly intendedFraction: number }
  /** A limit purchase of the right size, its price so many times too high. */
  | { readonly type: 'price'; readonly factor: number; readonly intendedFraction: number }
  /** The quantity that was meant for the cheapest instrument, bought of the dearest one. */
  | { readonly type: 'symbol'; readonly intendedFraction: number };

/** Something that happens to markets, venues or people. Plain data. */
export interface StressScenario {
  readonly name: string;
  /** In a few words. */
  readonly title: string;
  /** Where its figures come from. */
  readonly source: string;
  readonly shock: ScenarioShock;
  /** What is left of the usual volume and depth; left out, all of it. */
  readonly depthFactor?: number;
  /** How many times as wide as usual spreads are; left out, 1. */
  readonly spreadFactor?: number;
  /** When the venue does not answer, counted from the beginning. */
  readonly outage?: { readonly afterMs: number; readonly durationMs: number };
  /** What is lost of everything that lies at the venue. */
  readonly venueLossFraction?: number;
  /** What perpetuals pay of their value, and how often; above 0, longs pay. */
  readonly funding?: { readonly rate: number; readonly intervals: number };
  readonly mistake?: Mistake;
}

const minuteMs = 60_000;

/** A point so many minutes after the beginning. */
export const at = (minutes: number, value: number): Waypoint => ({ afterMs: minutes * minuteMs, value });

/** A point that is reached at once. */
export const jump = (minutes: number, value: number): Waypoint => ({
  afterMs: minutes * minuteMs,
  value,
  isJump: true,
});

export const hours = (count: number): number => count * 60;
