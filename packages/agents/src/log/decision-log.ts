import { canonicalJson, parseOptions } from '@sigmax/core';
import { z } from 'zod';
import type { DecisionTrace } from '../combine/decision-trace';
import { mapTexts } from '../map-texts';
import { redactSensitive } from '../models/http/redact-sensitive';
import type { Json } from '../opinion/evidence';
import { emptyLog, type LogEntryType, type LogHead, lineOf, nextEntry } from './log-line';

export interface DecisionLogOptions {
  /** Names the run in the first line. */
  readonly run: string;
  /** Keeps a line, which ends with an end of line, behind all others. */
  readonly append: (line: string) => void;
  /** Takes out of every text what must not be written down. Defaults to `redactSensitive`. */
  readonly redact?: ((text: string) => string) | undefined;
  /** Where an existing log ends, as `verifyDecisionLog` says. Defaults to a new log. */
  readonly head?: LogHead | undefined;
}

export interface DecisionLog {
  /** Writes a decision down; the `onDecision` of `agentStrategy`. */
  record(trace: DecisionTrace): void;
  /** Writes something else down: who stopped the bot, which limits were changed. */
  note(body: Json): void;
  /** Where the log ends. Keep it elsewhere to notice a cut. */
  head(): LogHead;
}

const isFunction = (value: unknown): boolean => typeof value === 'function';

const schema = z.strictObject({
  run: z.string().min(1),
  append: z.custom<(line: string) => void>(isFunction, 'expected a function'),
  redact: z.custom<(text: string) => string>(isFunction, 'expected a function').default(() => redactSensitive),
  head: z.strictObject({ count: z.int().nonnegative(), hash: z.string().regex(/^[0-9a-f]{64}$/) }).default(emptyLog),
});

/**
 * Makes a log of decisions that is only ever added to, each line chained to the one before by its hash.
 *
 * A decision's line has the hashes of what it saw, every opinion with its weight, what models said and cost, the rules and what came of
 * them, so that `explainDecision` needs nothing else. Equal decisions give equal bytes: no time of writing and no machine is in it.
 *
 * - State: the head. Errors: what `append` throws; the entry then counts as not written.
 *
 * @throws {InvalidOptionsError} an option is missing or wrong.
 * @example
 * ```ts
 * import { agentStrategy, createDecisionLog, defineAgent, explainDecision } from '@sigmax/agents';
 * import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * let text = '';
 * const log = createDecisionLog({ run: 'run-1', append: (line) => { text += line; } });
 * const calm = defineAgent({ name: 'calm', start: () => () => ({ score: 1, confidence: 0.5, reason: 'It is calm.' }) });
 * const rules = { maximumWeight: 0.8, maximumGross: 1, band: 0.05, whenAbstaining: 'hold' } as const;
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 3 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * createBot({ strategy: agentStrategy(calm, { ...rules, onDecision: log.record }), cash: { USDT: 10_000 } })
 *   .backtest({ market, broker, seed: 1 });
 * log.head().count; // => 4
 * const [first] = text.split('\n').slice(1);
 * const { id } = JSON.parse(first ?? '').body;
 * explainDecision(text, id).decision; // => { weight: 0.4, why: 'opinion' }
 * ```
 */
export const createDecisionLog = (options: DecisionLogOptions): DecisionLog => {
  const { run, append, redact, head: start } = parseOptions(schema, options, 'createDecisionLog');
  let head: LogHead = start;
  const write = (type: LogEntryType, body: unknown): void => {
    const plain = JSON.parse(canonicalJson(body)) as Json;
    const entry = nextEntry(head, type, mapTexts(plain, redact));
    append(lineOf(entry));
    head = { count: head.count + 1, hash: entry.hash };
  };
  if (head.count === 0) write('opened', { format: 'sigmax-decision-log', version: 1, run });
  return {
    record: (trace) => write('decision', trace),
    note: (body) => write('note', body),
    head: () => head,
  };
};
