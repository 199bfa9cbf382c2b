import type { Snapshot } from '@sigmax/core';
import type { Json } from '../opinion/evidence';
import { trackBiases } from '../roles/behavioural/track-biases';

/** The roles whose deterministic agent a language model can stand beside. */
export type ModelRoleName =
  | 'fundamental'
  | 'technical'
  | 'sentiment'
  | 'bull'
  | 'bear'
  | 'risk'
  | 'compliance'
  | 'validator'
  | 'behavioural'
  | 'optimiser';

/** What is watched for a role, and shown to its model as numbers. */
export interface RoleWatch {
  observe(snapshot: Snapshot): void;
  facts(): Json;
}

/** What a role tells its model, shows it, and lets it say. */
export interface RoleBrief {
  readonly task: string;
  /**
   * What a reply may be. `judgement`: either way, no surer than the computed agent. `argument`: the computed side, no stronger than it.
   * `objection`: a no where the computed agent has none. `share`: a part of the computed confidence.
   */
  readonly reply: 'judgement' | 'argument' | 'objection' | 'share';
  /** Kinds of evidence that are quoted. */
  readonly kinds: readonly string[];
  /** Whether what others said is quoted. */
  readonly hears: boolean;
  /** Words for why; a reply has no others, an argument apart. */
  readonly grounds: readonly string[];
  readonly watch?: ((instrumentId: string) => RoleWatch) | undefined;
}

const written = ['news', 'social'] as const;

const side = (name: 'bull' | 'bear', move: 'rise' | 'fall'): RoleBrief => ({
  task:
    `You are the ${name} in a debate: argue for a ${move} from the reports, and answer what the other side said. Use only numbers ` +
    'that stand in what is quoted. strength and confidence say how much of the argument holds.',
  reply: 'argument',
  kinds: written,
  hears: true,
  grounds: [],
});

/** How far back a rise before a purchase counts as chasing. */
const chasedOverBars = 10;

const watchBiases = (instrumentId: string): RoleWatch => {
  const tracker = trackBiases(instrumentId, chasedOverBars);
  return {
    observe: tracker.observe,
    facts: () => {
      const { purchases, sales, chasedShare = null, averagedDownShare = null, disposition, now } = tracker.biases();
      return { purchases, sales, chasedShare, averagedDownShare, disposition: disposition.ratio ?? null, now };
    },
  };
};

export const roleBriefs: Readonly<Record<ModelRoleName, RoleBrief>> = {
  fundamental: {
    task: 'You judge what an asset is worth from its ratios and what is quoted of its chain.',
    reply: 'judgement',
    kinds: ['fundamental', 'on-chain'],
    hears: false,
    grounds: ['fees', 'revenue', 'value-locked', 'transactions', 'supply', 'growth', 'users'],
  },
  technical: {
    task: 'You judge where a price goes from its indicators.',
    reply: 'judgement',
    kinds: ['technical'],
    hears: false,
    grounds: ['trend', 'momentum', 'stretched', 'volatility', 'volume', 'range'],
  },
  sentiment: {
    task: 'You judge what headlines and posts say about an asset.',
    reply: 'judgement',
    kinds: [...written, 'sentiment-index'],
    hears: false,
    grounds: ['inflows', 'adoption', 'regulation', 'incident', 'macro', 'rumour', 'crowd', 'supply'],
  },
  bull: side('bull', 'rise'),
  bear: side('bear', 'fall'),
  risk: {
    task: 'You are the risk officer. Every limit that can be measured is held. Object where what is quoted names a danger that no limit measures.',
    reply: 'objection',
    kinds: [...written, 'liquidity', 'macro', 'on-chain'],
    hears: true,
    grounds: ['liquidity', 'venue', 'stablecoin', 'exploit', 'event', 'crowding', 'volatility'],
  },
  compliance: {
    task: 'You are the compliance officer. No list, hour or jurisdiction forbids the instrument. Object where what is quoted says that trading it may now be forbidden.',
    reply: 'objection',
    kinds: [...written, 'macro'],
    hears: false,
    grounds: ['sanctions', 'delisting', 'investigation', 'market-abuse', 'licence', 'inside-information'],
  },
  validator: {
    task: 'You review the evidence behind an opinion. Say what part of its confidence the evidence bears.',
    reply: 'share',
    kinds: [...written, 'fundamental', 'on-chain', 'technical', 'sentiment-index', 'liquidity', 'macro'],
    hears: false,
    grounds: ['one-source', 'contradiction', 'old', 'implausible', 'off-topic', 'paid'],
  },
  behavioural: {
    task: 'You look for biases in what a bot has done and is about to do. Say what part of its confidence is left without them.',
    reply: 'share',
    kinds: [],
    hears: false,
    grounds: ['chasing', 'averaging-down', 'disposition', 'overtrading', 'anchoring', 'herding', 'overconfidence'],
    watch: watchBiases,
  },
  optimiser: {
    task: 'You decide what part of a computed position is taken now.',
    reply: 'share',
    kinds: ['liquidity', 'macro', ...written],
    hears: false,
    grounds: ['liquidity', 'volatility', 'event', 'concentration', 'cost'],
  },
};
