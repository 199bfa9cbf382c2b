import { type Bar, barAt, parseOptions, seededRandom, spotInstrument } from '@sigmax/core';
import { z } from 'zod';
import { agentSchema } from '../combine/members';
import { type NowOrLater, nowOrLater, wait } from '../now-or-later';
import type { Agent, Situation } from '../opinion/agent';
import type { Answer } from '../opinion/answer';
import { eventTree } from '../opinion/event-tree';
import { evidenceStore } from '../opinion/evidence-store';
import { type EvaluationWorld, momentsOf } from './evaluation-world';
import { flatAccount } from './flat-account';

export interface AnswersOptions {
  readonly seed: number;
  /** Defaults to `"USDT"`. */
  readonly reportingAsset?: string | undefined;
}

const schema = z.strictObject({ seed: z.int(), reportingAsset: z.string().default('USDT') });

/**
 * Asks an agent at every moment of a world, about every instrument with a bar there, as `agentStrategy` does, on an account that stays
 * flat. Nothing is traded, so that what one answers does not depend on what it earned before.
 *
 * - State: none; every call starts the agent afresh. Cost: that of the agent. Later only when the agent answers later.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { defineAgent } from '@sigmax/agents';
 * import { answersOf } from '@sigmax/agents/evaluation';
 * import { simulatedMarket } from '@sigmax/core';
 * const calm = defineAgent({ name: 'calm', start: () => () => ({ score: 1, confidence: 0.5, reason: 'Calm.' }) });
 * const market = simulatedMarket({ seed: 7, instruments: ['demo:BTC/USDT'], bars: 10 });
 * const answers = await answersOf(calm, { market, evidence: [] }, { seed: 1 });
 * answers.length; // => 10
 * ```
 */
export const answersOf = (
  agent: Agent,
  world: EvaluationWorld,
  options: AnswersOptions,
): NowOrLater<readonly Answer[]> => {
  const { seed, reportingAsset } = parseOptions(schema, options, 'answersOf');
  parseOptions(z.strictObject({ agent: agentSchema() }), { agent }, 'answersOf');
  const { market } = world;
  const instruments = market.map(({ instrumentId }) => spotInstrument(instrumentId));
  const ids = instruments.map(({ id }) => id);
  const store = evidenceStore(world.evidence);
  const random = seededRandom(seed).split('strategy');
  const running = ids.map((id) =>
    agent.start({ instrumentId: id, instruments, reportingAsset, random: random.split(`agents ${id}`) }),
  );
  const { call } = eventTree(new AbortController().signal);

  return nowOrLater(function* (): Generator<unknown, readonly Answer[], unknown> {
    const answers: Answer[] = [];
    const next = market.map(() => 0);
    const prices = new Map<string, number>();
    for (const timeMs of momentsOf(world)) {
      const bars: Bar[] = [];
      for (const [at, series] of market.entries()) {
        const place = next[at] as number;
        if (series.timeMs[place] !== timeMs) continue;
        bars.push(barAt(series, place));
        prices.set(series.instrumentId, series.close[place] as number);
        next[at] = place + 1;
      }
      const snapshot = {
        timeMs,
        bar: bars[0] as Bar,
        bars,
        barOf: (id: string) => bars.find(({ instrumentId }) => instrumentId === id),
        portfolio: flatAccount(timeMs, ids, reportingAsset, (id) => prices.get(id)),
      };
      for (const one of running) one.observe(snapshot);
      for (const { instrumentId } of bars) {
        const evidence = store.at(instrumentId, timeMs);
        const situation: Situation = { instrumentId, timeMs, snapshot, evidence, round: 0, heard: [] };
        const one = running[ids.indexOf(instrumentId)] as (typeof running)[number];
        answers.push(yield* wait(one.ask(situation, call)));
      }
    }
    return answers;
  });
};
