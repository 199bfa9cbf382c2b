import { allMeasures, buyAndHold, type RunResult } from '@sigmax/core';

interface About {
  readonly command: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly report: string | undefined;
}

/** A result as one JSON object: what ran, what came out, and how to get it again. */
export const summary = (result: RunResult, { command, versions, report }: About) => ({
  strategy: result.strategy,
  guards: result.guards,
  broker: result.broker,
  instruments: result.instruments.map(({ id }) => id),
  isSimulated: result.market.some(({ isSimulated }) => isSimulated),
  bars: result.barCount,
  startMs: result.timeMs[0],
  endMs: result.timeMs.at(-1),
  reportingAsset: result.reportingAsset,
  initialEquity: result.initialEquity,
  finalEquity: result.finalEquity,
  buyAndHoldEquity: buyAndHold(result)?.equity.at(-1) ?? null,
  fills: result.fills.length,
  denied: result.deniedCount,
  rejected: result.rejectedCount,
  halt: result.halt ?? null,
  measures: Object.fromEntries(allMeasures(result).map(({ name, value }) => [name, value ?? null])),
  seed: result.seed,
  digest: result.digest,
  marketDigest: result.marketDigest,
  versions,
  command,
  report: report ?? null,
});
