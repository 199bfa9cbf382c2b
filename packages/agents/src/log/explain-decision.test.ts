import { describe, expect, it } from 'vitest';
import { debate } from '../combine/debate';
import { quorum } from '../combine/quorum';
import { says, silent } from '../combine/says.test-helper';
import { targetWeight } from '../combine/target-weight';
import { veto } from '../combine/veto';
import { weightedVote } from '../combine/weighted-vote';
import { fakeModel } from '../models/fake-model.test-helper';
import { languageModelAgent } from '../models/language-model-agent';
import type { Agent } from '../opinion/agent';
import { abstain, defineAgent } from '../opinion/define-agent';
import { ladder } from '../orchestration/ladder';
import { briefed } from '../roles/sides/briefed';
import { explainDecision } from './explain-decision';
import { logOf, rules } from './made-up-log.test-helper';

const explained = (agent: Agent, decision = 0) => {
  const { text, traces } = logOf(agent);
  const trace = traces[decision];
  if (trace === undefined) throw new Error('There is no such decision.');
  return explainDecision(text, trace.id);
};

const vote = (bull: number, bear: number) =>
  weightedVote({
    members: [
      { agent: says('bull', bull, 0.5), weight: 3 },
      { agent: says('bear', bear, 0.5), weight: 1 },
      { agent: silent('mute'), weight: 1 },
    ],
  });

it('has everything from the log alone', () => {
  const explanation = explained(vote(1, -1));
  // (3·0.5·1 − 1·0.5) / (3·0.5 + 1·0.5) = 0.5, times 0.5, times 0.8
  expect(explanation).toMatchObject({
    instrumentId: 'demo:BTC/USDT',
    answer: { score: 0.5, confidence: 0.5 },
    decision: { weight: 0.2, why: 'opinion' },
    inputs: { currentWeight: 0, barHash: expect.stringMatching(/^[0-9a-f]{64}$/) },
  });
  expect(explanation.contributions.map(({ weight, answer }) => [answer.agent, weight, answer.type])).toEqual([
    ['bull', 3, 'opinion'],
    ['bear', 1, 'opinion'],
    ['mute', 1, 'abstention'],
  ]);
  expect(explanation.text).toContain('the weight goes to 0.200 (opinion).');
  expect(explanation.text).toContain('- bull, weight 3: score 1.000, confidence 0.500. bull says so.');
  expect(explanation.text).toContain('- mute, weight 1: no opinion (no-data).');
});

it('tells what analysts reported before it was argued, and that alone', () => {
  const argued = debate({ sides: [says('bull', 1), says('bear', -0.5)], maximumRounds: 2 });
  const agent = veto({
    agent: briefed({ analysts: [says('technical', 0.4, 0.5), silent('mute')], agent: argued }),
    by: [says('risk', 0)],
    atOrBelow: -0.5,
    whenAbstaining: 'pass',
  });
  const { contributions, reports, text } = explained(agent);
  expect(contributions.map(({ answer }) => answer.agent)).toEqual(['briefed', 'risk']);
  expect(reports.map(({ agent: name }) => name)).toEqual(['technical', 'mute', 'bull', 'bear', 'debate']);
  expect(text).toContain('Before that:\n- technical: score 0.400, confidence 0.500. technical says so.');
  // The one around the debate passes its reason on.
  expect(text).toContain('- debate: score 0.250, confidence 1.000. As veto says.');
  expect(explained(vote(1, -1)).reports).toEqual([]);
});

describe('would flip if', () => {
  it('is the score at which it does', () => {
    const { wouldFlip, text } = explained(vote(1, -1));
    // From no position, rising needs a weight above the band of 0.05: score × 0.5 × 0.8 > 0.05, a vote of 0.125,
    // so that (1.5·s − 0.5) / 2 = 0.125 for the bull. The bear's −1 is as low as it goes, and without the bull none is left
    // with enough weight to count.
    expect(wouldFlip).toEqual([
      { agent: 'bull', change: { type: 'score', from: 1, to: expect.closeTo(0.5, 5) }, becomes: 'stay' },
      { agent: 'bull', change: { type: 'abstains' }, becomes: 'stay' },
    ]);
    expect(text).toContain('- would stay if the score of bull were 0.500 instead of 1.000');
  });

  it('is right: with that score the decision is another, with a little less it is not', () => {
    for (const [bull, bear] of [
      [1, -1],
      [0.4, -0.5],
      [0.1, 0.1],
      [-0.5, 0.9],
      [0.3, -0.8],
    ] as const) {
      const { wouldFlip, answer, inputs } = explained(vote(bull, bear));
      const moveOf = (scores: { bull: number; bear: number }) => {
        const score = (1.5 * scores.bull + 0.5 * scores.bear) / 2;
        const { weight } = targetWeight(
          { ...answer, type: 'opinion', score, confidence: 0.5 } as never,
          inputs.currentWeight,
          rules,
        );
        return weight === undefined ? 'stay' : 'moves';
      };
      const present = moveOf({ bull, bear });
      for (const { agent, change } of wouldFlip) {
        if (change.type !== 'score') continue;
        const towards = Math.sign(change.to - change.from) * 1e-5;
        expect(moveOf({ bull, bear, [agent]: change.to + towards })).not.toBe(present);
        expect(moveOf({ bull, bear, [agent]: change.to - towards })).toBe(present);
      }
    }
  });

  it('names the one whose silence would change it', () => {
    const agent = quorum({ agents: [says('a', 1, 0.5), says('b', 1, 0.5), says('c', -1, 0.5)], atLeast: 2 });
    const silences = explained(agent).wouldFlip.filter(({ change }) => change.type === 'abstains');
    expect(silences.map(({ agent: name }) => name)).toEqual(['a', 'b']);
  });

  it('names the veto', () => {
    const agent = veto({ agent: says('bull', 1), by: [says('risk', -1)], atOrBelow: -0.5, whenAbstaining: 'pass' });
    const { wouldFlip, answer } = explained(agent);
    expect(answer).toMatchObject({ code: 'vetoed' });
    expect(wouldFlip).toEqual([
      { agent: 'risk', change: { type: 'score', from: -1, to: expect.closeTo(-0.5, 5) }, becomes: 'rise' },
      { agent: 'risk', change: { type: 'abstains' }, becomes: 'rise' },
    ]);
  });

  it('counts debates again', () => {
    const { wouldFlip } = explained(debate({ sides: [says('a', 1), says('b', -0.5)], maximumRounds: 2 }));
    expect(wouldFlip.map(({ agent }) => agent)).toContain('a');
  });

  it('asks about the agent itself where it was alone', () => {
    expect(explained(says('alone', 1, 0.5)).wouldFlip).toEqual([
      { agent: 'alone', change: { type: 'score', from: 1, to: expect.closeTo(0.125, 5) }, becomes: 'stay' },
      { agent: 'alone', change: { type: 'abstains' }, becomes: 'stay' },
    ]);
    expect(explained(silent('alone')).wouldFlip).toEqual([]);
    expect(explained(silent('alone')).text).toContain('No single answer would have changed it.');
  });
});

it('has what models cost and what went wrong', () => {
  const { model } = fakeModel(() => 'Buy!');
  const analyst = languageModelAgent({ name: 'analyst', model, instructions: 'Judge.', maximumOutputTokens: 10 });
  const plain = defineAgent({ name: 'plain', start: () => () => abstain('no-data', 'x') });
  const { cost, incidents, answer } = explained(ladder({ rungs: [analyst, plain] }));
  expect(cost).toMatchObject({ calls: 2, inputTokens: 20 });
  expect(answer.cost).toEqual(cost);
  expect(incidents).toMatchObject([{ type: 'fell-back', from: 'analyst', to: 'plain', why: 'malformed' }]);
});

it('explains nothing that is not there, and nothing of a log that was edited', () => {
  const { text, traces } = logOf(says('a', 1));
  expect(() => explainDecision(text, 'demo:BTC/USDT@1')).toThrow(expect.objectContaining({ code: 'NO_SUCH_DECISION' }));
  const edited = text.replace('"score":1', '"score":0');
  expect(() => explainDecision(edited, traces[0]?.id ?? '')).toThrow(expect.objectContaining({ code: 'LOG_DAMAGED' }));
});
