import {
  type Decision,
  hold,
  parseOptions,
  type Snapshot,
  type StrategyContext,
  type StreamStrategy,
  targets,
} from '@sigmax/core';
import { concatMap, defer, Observable } from 'rxjs';
import { z } from 'zod';
import { allOf, isLater, type NowOrLater, nowOrLater, wait } from '../now-or-later';
import type { Agent, RunningAgent, Situation } from '../opinion/agent';
import type { AgentEvent } from '../opinion/agent-event';
import { eventTree } from '../opinion/event-tree';
import { type EvidenceSource, requirePast } from '../opinion/evidence-store';
import { type DecisionTrace, decisionId, decisionInputs } from './decision-trace';
import { targetWeight } from './target-weight';

export interface AgentStrategyOptions {
  /** Weight at score 1 and confidence 1: a fraction of equity. */
  readonly maximumWeight: number;
  /** Most that all weights may sum to; targets shrink alike where they would not fit. */
  readonly maximumGross: number;
  /** A position stays as it is while its weight is within this distance of the target; leaving it always trades. */
  readonly band: number;
  /** What an abstention does to a position. */
  readonly whenAbstaining: 'hold' | 'flatten';
  /** What was known besides the market. Defaults to nothing. */
  readonly evidence?: EvidenceSource | undefined;
  /** Is told everything about each decision, for a decision log. */
  readonly onDecision?: ((trace: DecisionTrace) => void) | undefined;
  /** Is told each stage as it happens, with the id of its decision. */
  readonly onEvent?: ((event: AgentEvent, decision: string) => void) | undefined;
  /** Defaults to the agent's name. */
  readonly name?: string | undefined;
}

const fraction = z.number().min(0).max(1);

const schema = z.strictObject({
  maximumWeight: z.number().positive().max(1),
  maximumGross: z.number().positive().max(1),
  band: fraction,
  whenAbstaining: z.enum(['hold', 'flatten']),
  evidence: z
    .custom<EvidenceSource>((value) => typeof Reflect.get(Object(value), 'at') === 'function', 'expected at()')
    .optional(),
  onDecision: z.custom<(trace: DecisionTrace) => void>((value) => typeof value === 'function').optional(),
  onEvent: z.custom<(event: AgentEvent, decision: string) => void>((value) => typeof value === 'function').optional(),
  name: z.string().min(1).optional(),
});

type Settings = z.output<typeof schema>;

const nothingKnown: EvidenceSource = { at: () => [] };

/** Weights as they fit under the limit beside what the other instruments hold. */
const fitted = (
  snapshot: Snapshot,
  wanted: ReadonlyMap<string, number>,
  maximumGross: number,
): Readonly<Record<string, number>> => {
  const { portfolio } = snapshot;
  const others = portfolio.instrumentIds
    .filter((id) => !wanted.has(id))
    .reduce((sum, id) => sum + Math.abs(portfolio.weight(id)), 0);
  const asked = [...wanted.values()].reduce((sum, weight) => sum + weight, 0);
  const room = Math.max(0, maximumGross - others);
  const share = asked <= room ? 1 : room / asked;
  return Object.fromEntries([...wanted].map(([id, weight]) => [id, weight * share]));
};

class Decider {
  readonly #running: ReadonlyMap<string, RunningAgent>;
  readonly #settings: Settings;

  constructor(agent: Agent, settings: Settings, context: StrategyContext) {
    const { instruments, reportingAsset, random } = context;
    this.#settings = settings;
    this.#running = new Map(
      instruments.map(({ id }) => [
        id,
        agent.start({ instrumentId: id, instruments, reportingAsset, random: random.split(`agents ${id}`) }),
      ]),
    );
  }

  decide(snapshot: Snapshot, signal: AbortSignal): NowOrLater<Decision> {
    const { maximumGross, onDecision } = this.#settings;
    for (const running of this.#running.values()) running.observe(snapshot);
    const ids = snapshot.bars.map(({ instrumentId }) => instrumentId);
    const traced = (id: string) => this.#ask(id, snapshot, signal);
    return nowOrLater(function* () {
      // All at once: one that fails must not leave the others without somebody who listens.
      const traces = yield* wait(allOf(ids.map(traced)));
      const wanted = new Map<string, number>();
      for (const trace of traces) {
        const { instrumentId, decision } = trace;
        // In the order of instruments, not in that of who answered first.
        onDecision?.(trace);
        if (decision.weight !== undefined) wanted.set(instrumentId, decision.weight);
      }
      return wanted.size === 0 ? hold : targets(fitted(snapshot, wanted, maximumGross));
    });
  }

  #ask(instrumentId: string, snapshot: Snapshot, signal: AbortSignal): NowOrLater<DecisionTrace> {
    const { evidence = nothingKnown, onEvent } = this.#settings;
    const { maximumWeight, maximumGross, band, whenAbstaining } = this.#settings;
    const running = this.#running.get(instrumentId) as RunningAgent;
    const { timeMs } = snapshot;
    const known = requirePast(evidence.at(instrumentId, timeMs), timeMs);
    const situation: Situation = { instrumentId, timeMs, snapshot, evidence: known, round: 0, heard: [] };
    const inputs = decisionInputs(situation);
    const rules = { maximumWeight, band, whenAbstaining };
    const id = decisionId(instrumentId, timeMs);
    const tree = eventTree(signal, (event) => onEvent?.(event, id));
    return nowOrLater(function* () {
      const answer = yield* wait(running.ask(situation, tree.call));
      return {
        id,
        instrumentId,
        timeMs,
        inputs,
        events: tree.events(),
        answer,
        decision: targetWeight(answer, inputs.currentWeight, rules),
        rules: { ...rules, maximumGross },
      };
    });
  }
}

/** One decision as a stream: unsubscribing aborts what is being asked. */
const decisionOf = (decider: Decider, snapshot: Snapshot): Observable<Decision> =>
  new Observable((subscriber) => {
    const controller = new AbortController();
    subscriber.add(() => controller.abort());
    const decision = decider.decide(snapshot, controller.signal);
    const decided = (value: Decision): void => {
      subscriber.next(value);
      subscriber.complete();
    };
    if (!isLater(decision)) decided(decision);
    else decision.then(decided, (error) => subscriber.error(error));
  });

/**
 * Makes a strategy of an agent: opinions become target weights.
 *
 * weight = max(0, score × confidence × maximumWeight); where Σ|weight| would exceed `maximumGross` with what other instruments
 * hold, the targets of this moment shrink alike. Instruments with a bar at a moment are asked, all at once.
 *
 * A bot waits for an agent that answers later in `run`; `backtest` takes agents that answer at once, as deterministic ones and
 * recordings of language models do, and both write the same log. The bot's sizing has a band of its own, 2 % of equity by default.
 *
 * - Money: `maximumWeight`, `maximumGross`, `band` and `whenAbstaining` have no default.
 * - State: of the agents. Cost: that of the agents.
 * - Errors: `AgentError` LOOK_AHEAD, when `evidence` shows something received later; `ReplayError` of a recording.
 *
 * @throws {InvalidOptionsError} an option is missing, unknown or out of range.
 * @example
 * ```ts
 * import { agentStrategy, defineAgent } from '@sigmax/agents';
 * import { createBot, simulatedBroker, simulatedMarket } from '@sigmax/core';
 * const calm = defineAgent({ name: 'calm', start: () => () => ({ score: 1, confidence: 0.5, reason: 'It is calm.' }) });
 * const strategy = agentStrategy(calm, { maximumWeight: 0.8, maximumGross: 1, band: 0.05, whenAbstaining: 'hold' });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], timeframe: '1h', bars: 20 });
 * const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
 * const { fills } = createBot({ strategy, cash: { USDT: 10_000 } }).backtest({ market, broker, seed: 1 });
 * fills.length; // => 1
 * ```
 */
export const agentStrategy = (agent: Agent, options: AgentStrategyOptions): StreamStrategy => {
  const settings = parseOptions(schema, options, 'agentStrategy');
  const { maximumWeight, maximumGross, band, whenAbstaining, name = agent.name } = settings;
  return {
    kind: 'stream',
    name,
    params: Object.freeze({ agent: agent.name, maximumWeight, maximumGross, band, whenAbstaining }),
    start: (context) => (snapshots) =>
      defer(() => {
        const decider = new Decider(agent, settings, context);
        return snapshots.pipe(concatMap((snapshot) => decisionOf(decider, snapshot)));
      }),
  };
};
