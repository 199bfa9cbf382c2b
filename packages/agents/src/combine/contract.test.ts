import { ema } from '@sigmax/core';
import { describeStrategy } from '@sigmax/core/testing';
import type { Agent } from '../opinion/agent';
import { abstain, defineAgent } from '../opinion/define-agent';
import { agentStrategy } from './agent-strategy';
import { debate } from './debate';
import { quorum } from './quorum';
import { veto } from './veto';
import { weightedVote } from './weighted-vote';

const rules = { maximumWeight: 0.8, maximumGross: 1, band: 0.05, whenAbstaining: 'hold' } as const;

/** Follows the distance to a mean, at once or a moment later. */
const trend = (name: string, length: number, isLater = false): Agent =>
  defineAgent({
    name,
    start: ({ instrumentId }) => {
      const mean = ema(length);
      let gap: number | undefined;
      const fields = () =>
        gap === undefined
          ? abstain('warming-up', 'More closes are needed.')
          : { score: gap >= 0 ? 1 : -1, confidence: 0.7, reason: 'The close against its mean.' };
      return {
        observe: (snapshot) => {
          const bar = snapshot.barOf(instrumentId);
          if (bar === undefined) return;
          const value = mean.next(bar.close);
          gap = value === undefined ? undefined : bar.close - value;
        },
        ask: () => (isLater ? Promise.resolve().then(fields) : fields()),
      };
    },
  });

const combined = (isLater: boolean): Agent => {
  const [fast, slow, other] = [trend('fast', 5, isLater), trend('slow', 20, isLater), trend('other', 10)];
  return weightedVote({
    members: [
      { agent: debate({ sides: [fast, slow], maximumRounds: 2 }), weight: 2 },
      { agent: quorum({ agents: [fast, slow, other], atLeast: 2 }), weight: 1 },
      { agent: veto({ agent: fast, by: [slow], atOrBelow: -0.5, whenAbstaining: 'pass' }), weight: 1 },
    ],
  });
};

describeStrategy({ name: 'an agent', make: () => agentStrategy(trend('alone', 10), rules), warmUp: 10 });

describeStrategy({
  name: 'agents put together',
  make: () => agentStrategy(combined(false), rules),
  instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'],
  bars: 60,
});

describeStrategy({
  name: 'agents that answer later',
  make: () => agentStrategy(combined(true), rules),
  bars: 40,
});
