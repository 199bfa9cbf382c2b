import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Bar, FundingRate, OrderBookDelta, OrderBookSnapshot, Quote, Trade } from '@sigmax/core';
import { onTestFinished } from 'vitest';
import { type Catalogue, type CatalogueOptions, openCatalogue } from '.';

export const instrumentId = 'demo:BTC/USDT';

/** 2024-01-01, UTC. */
export const startMs = Date.UTC(2024, 0, 1);

/** A folder that goes with the test. */
export const testFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-catalogue-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
};

/** An empty catalogue that is closed and removed with the test. */
export const testCatalogue = async (path = testFolder(), options: CatalogueOptions = {}): Promise<Catalogue> => {
  const catalogue = await openCatalogue(path, { memoryMiB: 128, threads: 2, ...options });
  onTestFinished(() => catalogue.close());
  return catalogue;
};

export const collect = async <Value>(values: AsyncIterable<Value>): Promise<Value[]> => {
  const all: Value[] = [];
  for await (const value of values) all.push(value);
  return all;
};

export const bar = (timeMs: number, changes: Partial<Bar> = {}): Bar => ({
  type: 'bar',
  instrumentId,
  timeMs,
  open: 100,
  high: 110,
  low: 90,
  close: 105,
  volume: 7,
  ...changes,
});

export const trade = (timeMs: number, id: string, changes: Partial<Trade> = {}): Trade => ({
  type: 'trade',
  instrumentId,
  timeMs,
  id,
  price: 100,
  quantity: 0.5,
  side: 'buy',
  ...changes,
});

export const quote = (timeMs: number, changes: Partial<Quote> = {}): Quote => ({
  type: 'quote',
  instrumentId,
  timeMs,
  bid: 99,
  bidQuantity: 1,
  ask: 101,
  askQuantity: 2,
  ...changes,
});

export const funding = (timeMs: number, changes: Partial<FundingRate> = {}): FundingRate => ({
  type: 'funding-rate',
  instrumentId,
  timeMs,
  rate: 0.0001,
  settlesAtMs: timeMs,
  ...changes,
});

export const snapshot = (timeMs: number, changes: Partial<OrderBookSnapshot> = {}): OrderBookSnapshot => ({
  type: 'order-book-snapshot',
  instrumentId,
  timeMs,
  bids: [99, 1, 98, 2],
  asks: [101, 1],
  ...changes,
});

export const delta = (timeMs: number, changes: Partial<OrderBookDelta> = {}): OrderBookDelta => ({
  type: 'order-book-delta',
  instrumentId,
  timeMs,
  bids: [99, 0],
  asks: [],
  ...changes,
});
