import {
  type Agent,
  advocate,
  biasAware,
  briefed,
  type ComplianceOfficer,
  complianceOfficer,
  debate,
  factChecked,
  type PositionSizer,
  type RiskOfficer,
  riskOfficer,
  sized,
  veto,
} from '@sigmax/agents';
import { fractionalKellyWeight } from '@sigmax/risk';
import { askedWhen } from './asked-when';
import { isMeetingAt } from './research';

/** Largest weight of one instrument, a fraction of equity. */
export const maximumWeight = 0.2;

/** How far a price moves in four hours, rounded and guessed once: a strength of 1 expects that much. */
const typicalMove = 0.01;

/**
 * A tenth of Kelly's bet for a mean of strength × move and a variance of move², where strength = score × confidence. A tenth, because
 * no confidence here is calibrated.
 */
const tenthOfKelly: PositionSizer = {
  name: 'a tenth of Kelly',
  weight: ({ opinion: { score, confidence } }) => {
    const strength = score * confidence;
    const size = fractionalKellyWeight({
      mean: Math.abs(strength) * typicalMove,
      variance: typicalMove * typicalMove,
      fraction: 0.1,
      maximum: maximumWeight,
    });
    return strength < 0 ? -size : size;
  },
};

export interface DebateDesk {
  /** Everybody in one agent: analysts, both sides, the watchers and those who may say no. */
  readonly agent: Agent;
  readonly risk: RiskOfficer;
  readonly compliance: ComplianceOfficer;
}

/**
 * Puts the desk together: analysts report; bull and bear argue from the reports, with every figure checked; the behavioural watcher
 * trusts the outcome less where it would repeat a bias; the optimiser says how much; risk and compliance may say no.
 */
export const debateDesk = (analysts: readonly Agent[], instrumentIds: readonly string[]): DebateDesk => {
  const reports = analysts.map(({ name }) => name);
  const side = (own: 'bull' | 'bear', opponent: 'bull' | 'bear'): Agent =>
    factChecked(advocate({ side: own, reports, opponent, concession: 0.3 }), { trusts: reports });
  const argued = debate({
    sides: [side('bull', 'bear'), side('bear', 'bull')],
    maximumRounds: 3,
    checksNumbers: false,
    minimumOpinions: 1,
  });
  const watched = biasAware({
    agent: briefed({ analysts, agent: argued }),
    lookbackBars: 24,
    minimumTrades: 10,
    maximumShare: 0.7,
    maximumDisposition: 1.5,
    penalty: 0.3,
  });
  const risk = riskOfficer({ maximumVolatility: 0.02, windowBars: 48, maximumWeight: 0.3, maximumDrawdown: 0.25 });
  const compliance = complianceOfficer({ allow: [...instrumentIds], jurisdiction: 'DE' });
  const agent = veto({
    agent: sized({ agent: watched, sizer: tenthOfKelly, maximumWeight }),
    by: [risk.agent, compliance.agent],
    atOrBelow: -0.5,
    whenAbstaining: 'pass',
    name: 'desk',
  });
  return { agent: askedWhen(agent, isMeetingAt, 'The desk meets later.'), risk, compliance };
};
