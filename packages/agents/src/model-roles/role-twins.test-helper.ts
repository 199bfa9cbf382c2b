import { ema } from '@sigmax/core';
import type { LanguageModel } from '../models/language-model';
import type { Agent } from '../opinion/agent';
import { abstain, defineAgent } from '../opinion/define-agent';
import { type Evidence, evidence } from '../opinion/evidence';
import { biasAware } from '../roles/behavioural/bias-aware';
import { complianceOfficer } from '../roles/compliance/compliance-officer';
import { fundamentalAgent } from '../roles/fundamental/fundamental-agent';
import { sized } from '../roles/optimiser/sized';
import { riskOfficer } from '../roles/risk/risk-officer';
import { advocate } from '../roles/sides/advocate';
import { briefed } from '../roles/sides/briefed';
import { technicalAgent } from '../roles/technical/technical-agent';
import { validated } from '../roles/validator/validated';
import { sentimentAgent } from '../sentiment/sentiment-agent';
import { modelRole } from './model-role';
import type { ModelRoleName } from './role-briefs';

const hour = 3_600_000;

/** Warm after a few bars, where the technical agent needs fifty. */
const trend = (name: string): Agent =>
  defineAgent({
    name,
    start: ({ instrumentId }) => {
      const mean = ema(4);
      let gap: number | undefined;
      return {
        observe: (snapshot) => {
          const bar = snapshot.barOf(instrumentId);
          const value = bar === undefined ? undefined : mean.next(bar.close);
          if (bar !== undefined && value !== undefined) gap = bar.close / value - 1;
        },
        ask: () =>
          gap === undefined
            ? abstain('warming-up', 'Four closes are needed.')
            : {
                score: Math.max(-1, Math.min(1, 50 * gap)),
                confidence: 0.6,
                horizonMs: hour,
                reason: `Gap ${gap.toFixed(5)}.`,
              },
      };
    },
  });

/** One side with a report to argue from, in a market that goes its way half of the time. */
const side = (name: 'bull' | 'bear', opponent: 'bull' | 'bear'): Agent =>
  briefed({
    name,
    analysts: [trend('chart')],
    agent: advocate({ side: name, reports: ['chart'], opponent, concession: 0.3, name: `${name} side` }),
  });

const instrumentId = 'demo:BTC/USDT';

/** The deterministic agent of each role, as it is made. */
export const computedAgents: Readonly<Record<ModelRoleName, () => Agent>> = {
  fundamental: () =>
    fundamentalAgent({ maximumAgeMs: 1_000 * hour, minimumRatios: 2, horizonMs: 24 * hour, maximumConfidence: 0.5 }),
  technical: () => technicalAgent({ horizonMs: 4 * hour, maximumConfidence: 0.6 }),
  sentiment: () =>
    sentimentAgent({
      sources: [{ id: 'wire', weight: 1, maximumSilenceMs: 1_000 * hour }],
      halfLifeMs: 500 * hour,
      minimumCoverage: 0.5,
    }),
  bull: () => side('bull', 'bear'),
  bear: () => side('bear', 'bull'),
  risk: () => riskOfficer({ maximumVolatility: 0.5, windowBars: 5, maximumWeight: 0.5, maximumDrawdown: 0.5 }).agent,
  compliance: () => complianceOfficer({ allow: [instrumentId], jurisdiction: 'DE' }).agent,
  validator: () =>
    validated({
      agent: trend('trend'),
      rules: { needs: [{ kind: 'news', maximumAgeMs: 1_000 * hour }], agreementTolerance: 0.5 },
      minimumQuality: 0.1,
    }),
  behavioural: () =>
    biasAware({
      agent: trend('trend'),
      lookbackBars: 5,
      minimumTrades: 3,
      maximumShare: 0.7,
      maximumDisposition: 1.5,
      penalty: 0.5,
    }),
  optimiser: () =>
    sized({
      agent: trend('trend'),
      sizer: { name: 'half', weight: ({ opinion }) => 0.5 * opinion.score * opinion.confidence },
      maximumWeight: 0.5,
    }),
};

export const roleNames = Object.keys(computedAgents) as readonly ModelRoleName[];

/** Bars that each role needs to have opinions among them. */
export const barsOf = (role: ModelRoleName): number => (role === 'technical' ? 64 : 24);

/** The same role with a model, beside the same deterministic agent. */
export const modelTwin = (role: ModelRoleName, model: LanguageModel, more = {}): Agent =>
  modelRole({ role, computed: computedAgents[role](), model, maximumOutputTokens: 200, ...more });

/** A reply of the right form for each role, that goes beyond every bound that there is. */
export const boldReplies: Readonly<Record<ModelRoleName, string>> = (() => {
  const judgement = (because: string) =>
    JSON.stringify({ direction: 'up', strength: 1, confidence: 1, because: [because] });
  const argument = JSON.stringify({
    strength: 1,
    confidence: 1,
    arguments: ['Buyers are there.', 'It will rise 4711 %.'],
  });
  const objection = (because: string) => JSON.stringify({ objects: true, because: [because] });
  const share = (because: string) => JSON.stringify({ part: 1, because: [because] });
  return {
    fundamental: judgement('fees'),
    technical: judgement('trend'),
    sentiment: judgement('inflows'),
    bull: argument,
    bear: argument,
    risk: objection('exploit'),
    compliance: objection('sanctions'),
    validator: share('one-source'),
    behavioural: share('chasing'),
    optimiser: share('liquidity'),
  };
})();

/** News and figures that are there from the first bar on, and more of them later. */
export const roleEvidence = (timesMs: readonly number[]): readonly Evidence[] =>
  timesMs.flatMap((timeMs, place) => {
    if (place % 10 !== 0) return [];
    const text = place % 20 === 0 ? 'Bitcoin surges on record inflows' : 'Bitcoin crashes after exchange hack';
    const content = { marketCapUsd: 1e9 + place, tvlUsd: 2e8, feesPerDayUsd: 1e5 };
    return [
      evidence({ kind: 'news', source: 'wire', receivedAtMs: timeMs - 1, content: `${text}, report ${place}` }),
      evidence({ kind: 'fundamental', source: 'facts', receivedAtMs: timeMs - 1, content }),
    ];
  });
