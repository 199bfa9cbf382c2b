import { InvalidOptionsError, SigmaxError, type Snapshot } from '@sigmax/core';
import { endsTheRun } from '../errors';
import { isLater, type NowOrLater } from '../now-or-later';
import type { Agent, AgentCall, AgentContext, RunningAgent, Situation } from './agent';
import type { AbstentionCode, Answer } from './answer';
import type { Cost } from './cost';
import { type AnswerPlace, abstention, messageOf, normaliseAnswer } from './normalise-answer';

/** What an agent's code gives back; everything else about an answer is filled in. */
export interface OpinionFields {
  readonly score: number;
  readonly confidence: number;
  readonly reason: string;
  readonly horizonMs?: number | undefined;
  readonly evidence?: readonly string[] | undefined;
  readonly cost?: Cost | undefined;
  readonly model?: string | undefined;
  readonly isDegraded?: boolean | undefined;
}

export interface AbstentionFields {
  readonly abstain: AbstentionCode;
  readonly reason: string;
  readonly evidence?: readonly string[] | undefined;
  readonly cost?: Cost | undefined;
  readonly model?: string | undefined;
  readonly isDegraded?: boolean | undefined;
}

export type AnswerFields = OpinionFields | AbstentionFields;

/** What `start` of an agent gives: how it answers, and what it does at every moment. */
export interface AgentBehaviour {
  observe?(snapshot: Snapshot): void;
  ask(situation: Situation, call: AgentCall): NowOrLater<AnswerFields>;
}

export interface AgentDefinition {
  readonly name: string;
  /** Called once a run and instrument. All state lives in what it returns. */
  start(context: AgentContext): AgentBehaviour | AgentBehaviour['ask'];
}

/**
 * Returns what an agent gives back when it has no opinion.
 *
 * @example
 * ```ts
 * import { abstain } from '@sigmax/agents';
 * abstain('warming-up', '14 bars are needed.').abstain; // => 'warming-up'
 * ```
 */
export const abstain = (code: AbstentionCode, reason: string): AbstentionFields => ({ abstain: code, reason });

/** Which of our errors stands for which abstention; everything else is `failed`. */
const codes: Readonly<Record<string, AbstentionCode>> = {
  ABORTED: 'cancelled',
  BUDGET_EXHAUSTED: 'budget-exhausted',
  MALFORMED_REPLY: 'malformed',
  TIMED_OUT: 'timed-out',
  UNSAFE: 'unsafe',
};

/** What an error of an agent says about why it has no opinion. */
export const abstentionCodeOf = (error: unknown): AbstentionCode =>
  (SigmaxError.isInstance(error) ? codes[error.code] : undefined) ?? 'failed';

export const requireAgentName = (what: string, name: unknown): string => {
  if (typeof name === 'string' && /^[\w .:/-]{1,64}$/.test(name) && name.trim() === name) return name;
  throw new InvalidOptionsError({
    code: 'INVALID_NAME',
    message: `${what}: name was ${JSON.stringify(name) ?? 'undefined'}.`,
    remedy: 'Give 1 to 64 letters, digits, spaces or . : / - _, for example "trend".',
  });
};

const running = (name: string, behaviour: AgentBehaviour): RunningAgent => {
  let observeFailure: { readonly error: unknown } | undefined;

  const failure = (place: AnswerPlace, call: AgentCall, error: unknown): Answer => {
    if (endsTheRun(error)) throw error;
    const code = call.signal.aborted ? 'cancelled' : abstentionCodeOf(error);
    return abstention(place, code, `${name} failed: ${messageOf(error)}`);
  };

  const ask = (situation: Situation, call: AgentCall): NowOrLater<Answer> => {
    const { instrumentId, timeMs, round } = situation;
    const place: AnswerPlace = {
      agent: name,
      instrumentId,
      timeMs,
      knownEvidence: new Set(situation.evidence.map(({ id }) => id)),
    };
    const answered = (answer: Answer): Answer => {
      call.emit({ type: 'agent-answered', agent: name, round, answer });
      return answer;
    };
    call.emit({ type: 'agent-asked', agent: name, round });
    if (observeFailure !== undefined) return answered(failure(place, call, observeFailure.error));
    try {
      const said: NowOrLater<unknown> = behaviour.ask(situation, call);
      if (!isLater(said)) return answered(normaliseAnswer(said, place));
      return said.then(
        (later) => answered(normaliseAnswer(later, place)),
        (error) => answered(failure(place, call, error)),
      );
    } catch (error) {
      return answered(failure(place, call, error));
    }
  };

  return {
    ask,
    observe: (snapshot) => {
      if (observeFailure !== undefined) return;
      try {
        behaviour.observe?.(snapshot);
      } catch (error) {
        // Its state is half written now, so that it has no opinion for the rest of the run.
        observeFailure = { error };
      }
    },
  };
};

/**
 * Defines an agent: something that turns what is known at one moment into an opinion.
 *
 * `start` is called once for each run and instrument, so that every run begins fresh; `ask` may answer at once or later. What it gives
 * back is made a valid answer (see `normaliseAnswer`), and what it throws is an abstention. State is changed in `observe`, which
 * sees every moment once; `ask` may come several times at one moment, or not at all.
 *
 * - Randomness: `context.random` belongs to this agent, run and instrument.
 *
 * @throws {InvalidOptionsError} the name is missing or has other characters.
 * @example
 * ```ts
 * import { abstain, agentStrategy, defineAgent } from '@sigmax/agents';
 * import { createBot, rsi, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * const contrarian = defineAgent({
 *   name: 'contrarian',
 *   start: ({ instrumentId }) => {
 *     const index = rsi(14);
 *     let value: number | undefined;
 *     return {
 *       observe: (snapshot) => {
 *         const bar = snapshot.barOf(instrumentId);
 *         if (bar !== undefined) value = index.next(bar.close);
 *       },
 *       ask: () =>
 *         value === undefined
 *           ? abstain('warming-up', 'RSI needs 15 closes.')
 *           : { score: (50 - value) / 50, confidence: 0.5, reason: `RSI is ${value.toFixed(1)}.` },
 *     };
 *   },
 * });
 * const strategy = agentStrategy(contrarian, { maximumWeight: 1, maximumGross: 1, band: 0.05, whenAbstaining: 'hold' });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 200 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market, broker }).fills.length > 0; // => true
 * ```
 */
export const defineAgent = (definition: AgentDefinition): Agent => {
  const name = requireAgentName('defineAgent', definition.name);
  return {
    name,
    start: (context) => {
      const behaviour = definition.start({ ...context, random: context.random.split(name) });
      return running(name, typeof behaviour === 'function' ? { ask: behaviour } : behaviour);
    },
  };
};
