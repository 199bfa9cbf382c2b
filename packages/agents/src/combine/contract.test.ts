import { ema, systemClock } from '@sigmax/core';
import { ensemble } from '../evaluation/ensemble';
import { fakeModel } from '../models/fake-model.test-helper';
import { languageModelAgent } from '../models/language-model-agent';
import type { Agent } from '../opinion/agent';
import { abstain, defineAgent } from '../opinion/define-agent';
import { evidence } from '../opinion/evidence';
import { createApprovals } from '../orchestration/approvals';
import { ladder } from '../orchestration/ladder';
import { withApproval } from '../orchestration/with-approval';
import { withTimeout } from '../orchestration/with-timeout';
import { factChecked } from '../roles/sides/fact-checked';
import { boundedModifier } from '../security/bounded-modifier';
import { guardedAgent } from '../security/guarded-agent';
import { describeAgent } from '../testing/describe-agent';
import { debate } from './debate';
import { quorum } from './quorum';
import { veto } from './veto';
import { weightedVote } from './weighted-vote';

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

const opinion = '{"score":0.4,"confidence":0.5,"horizonHours":1,"evidence":[],"reason":"It rises."}';

const spoken = (): Agent =>
  languageModelAgent({
    name: 'model',
    model: fakeModel(({ messages }) => (messages.length === 2 ? 'I would rather not say.' : opinion)).model,
    instructions: 'You judge trends.',
    maximumOutputTokens: 50,
    repairs: 2,
  });

const waiting = () => createApprovals({ approvers: ['ann'], quorum: 1, expiresAfterMs: 1_000, clock: systemClock });

const agents: Readonly<Record<string, () => Agent>> = {
  alone: () => trend('alone', 10),
  'put together': () => combined(false),
  'a model with repairs': spoken,
  'a ladder': () => ladder({ rungs: [spoken(), trend('plain', 10)] }),
  'with its facts checked': () => factChecked(trend('checked', 10)),
  'with a deadline': () => withTimeout(trend('timed', 10), { timeoutMs: 1_000, clock: systemClock }),
  'with people who are not needed': () =>
    withApproval(trend('small', 10), {
      approvals: waiting(),
      clock: systemClock,
      recheck: () => ({ passed: true, reason: 'Fits.' }),
      isNeeded: () => false,
    }),
  'nudged by a model': () => boundedModifier({ base: trend('base', 10), modifier: spoken(), maximumShift: 0.1 }),
  'the middle of three': () => ensemble({ agents: [trend('a', 5), trend('b', 10), trend('c', 20)], method: 'median' }),
  'the most of three': () => ensemble({ agents: [trend('a', 5), trend('b', 10), trend('c', 20)], method: 'majority' }),
  'behind a guard': () => guardedAgent({ agent: trend('reader', 10) }),
};

for (const [name, make] of Object.entries(agents)) describeAgent({ name, make, bars: 32 });

describeAgent({
  name: 'that answer later, over two instruments, with news',
  make: () => combined(true),
  instruments: ['demo:BTC/USDT', 'demo:ETH/USDT'],
  evidence: ([series]) =>
    [...(series?.timeMs ?? [])].map((timeMs) =>
      evidence({ kind: 'news', source: 'wire', receivedAtMs: timeMs - 1, content: `Bitcoin moves at ${timeMs}` }),
    ),
  bars: 30,
});
