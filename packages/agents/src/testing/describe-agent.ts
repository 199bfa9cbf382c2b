import { describeStrategy } from '@sigmax/core/testing';
import { describe, expect, it } from 'vitest';
import { agentStrategy } from '../combine/agent-strategy';
import { evidenceStore } from '../opinion/evidence-store';
import { agentRules } from './contract/agent-rules';
import type { AgentSuite } from './contract/agent-suite';

/**
 * Declares the tests that every agent has to pass, for vitest.
 *
 * A valid opinion or a typed abstention at every moment of seven made-up markets, about what it was asked and resting on evidence that it
 * was given; the same when it is asked twice, started afresh or made again; none that changes when what comes later is missing or is
 * other; an answer to whatever it is shown: prices that are no numbers, an account that throws, evidence and statements of the worst
 * kind. Then, as a strategy, the contract of `describeStrategy`: no clock, no randomness but the run's own, no snapshot kept.
 *
 * `make` is called for each run with the world of that run, so that an agent that is made of a whole series shows here that it looks ahead.
 * An agent with a language model is given a recording or a scripted model.
 *
 * - Cost: about 80 runs of `bars` bars.
 *
 * @example
 * ```ts no-run
 * import { defineAgent } from '@sigmax/agents';
 * import { describeAgent } from '@sigmax/agents/testing';
 * const calm = () => defineAgent({ name: 'calm', start: () => () => ({ score: 1, confidence: 0.5, reason: 'It is calm.' }) });
 * describeAgent({ name: 'calm', make: calm });
 * ```
 */
export const describeAgent = (suite: AgentSuite): void => {
  const { name, make, evidence = () => [], instruments, timeframe, bars = 120 } = suite;
  describe(`agent contract: ${name}`, () => {
    for (const [title, rule] of Object.entries(agentRules)) {
      it(title, async () => {
        expect(await rule(suite)).toEqual([]);
      });
    }
  });
  describeStrategy({
    name,
    make: (market) => {
      const world = { market, evidence: evidence(market) };
      return agentStrategy(make(world), {
        maximumWeight: 0.8,
        maximumGross: 1,
        band: 0.02,
        whenAbstaining: 'hold',
        evidence: evidenceStore(world.evidence),
      });
    },
    ...(instruments === undefined ? {} : { instruments }),
    ...(timeframe === undefined ? {} : { timeframe }),
    bars,
    // Whether it has opinions is asked above; one that only ever sells has nothing to sell here.
    isActive: false,
  });
};
