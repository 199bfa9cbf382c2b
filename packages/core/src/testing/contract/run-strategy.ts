import { lastValueFrom } from 'rxjs';
import { createBot } from '../../kernel/bot';
import { simulatedBroker } from '../../simulation/simulated-broker';
import type { Strategy } from '../../strategy/strategy';
import type { ContractMarket } from './contract-markets';
import { emptyTrace, observed, type Trace } from './observe-strategy';

/** One run of a strategy as the contract looks at it. */
export interface StrategyRun extends Trace {
  /** Of the event log; `undefined` when the run failed. */
  readonly digest: string | undefined;
  readonly snapshots: number;
  /** What ended the run before its market did. */
  readonly error: string | undefined;
}

const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.0005, slippageRate: 0.0005 });

/** Runs a strategy through a market, watched, without guards and with ten thousand of the quote asset. */
export const runStrategy = async (
  strategy: Strategy,
  market: ContractMarket,
  options: { readonly isFrozen?: boolean; readonly decisionTimeoutMs?: number | undefined } = {},
): Promise<StrategyRun> => {
  const { isFrozen = false, decisionTimeoutMs = 2_000 } = options;
  const trace = emptyTrace();
  const { instruments, decimals = {} } = market;
  const quote = instruments[0]?.quote ?? 'USDT';
  try {
    const watched = observed(strategy, trace, { isFrozen });
    const bot = createBot({
      strategy: watched,
      cash: { [quote]: 10_000 },
      reportingAsset: quote,
      instruments,
      decimals,
    });
    const last = await lastValueFrom(
      bot.run({ market: market.series, broker, seed: 7, log: 'digest', decisionTimeoutMs }),
    );
    if (last.type !== 'bot-finished') throw new Error(`The run ended with ${last.type}.`);
    return { ...trace, digest: last.result.digest, snapshots: last.result.timeMs.length, error: undefined };
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { ...trace, digest: undefined, snapshots: trace.decisions.length, error: message };
  }
};

/** The first of the first `count` decisions that differs between two runs, in words; `undefined` when none does. */
export const firstDifference = (one: StrategyRun, other: StrategyRun, count = Infinity): string | undefined => {
  const length = Math.min(count, Math.max(one.decisions.length, other.decisions.length));
  for (let index = 0; index < length; index++) {
    const [first, second] = [one.decisions[index] ?? 'nothing', other.decisions[index] ?? 'nothing'];
    if (first !== second) return `decision ${index + 1} was ${first}, and then ${second}`;
  }
  if (count === Infinity && one.digest !== other.digest) return 'the decisions are the same and the event log is not';
  return undefined;
};
