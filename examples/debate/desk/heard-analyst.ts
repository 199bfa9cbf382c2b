import { type Agent, type Answer, type AnswerFields, abstain, decisionId, defineAgent } from '@sigmax/agents';

/**
 * An analyst that says again what it said in another run. For analysts that look at no account, so that they would say the same: a
 * variant of the desk then costs the debate alone.
 */
export const heardAnalyst = (name: string, answerOf: (decision: string) => Answer | undefined): Agent =>
  defineAgent({
    name,
    start:
      () =>
      ({ instrumentId, timeMs }): AnswerFields => {
        const said = answerOf(decisionId(instrumentId, timeMs));
        if (said === undefined) return abstain('no-data', 'Nothing was heard of it at this moment.');
        const { reason, evidence, cost, model, isDegraded } = said;
        const shared = { reason, evidence, cost, model, isDegraded };
        if (said.type === 'abstention') return { ...shared, abstain: said.code };
        const { score, confidence, horizonMs } = said;
        return { ...shared, score, confidence, horizonMs };
      },
  });
