import { seededRandom } from '@sigmax/core';
import { expect, it } from 'vitest';
import { debate } from '../../combine/debate';
import { says, silent } from '../../combine/says.test-helper';
import type { Situation } from '../../opinion/agent';
import { defineAgent } from '../../opinion/define-agent';
import { evidence } from '../../opinion/evidence';
import { answerOf, listening, situationAt } from '../../opinion/situation.test-helper';
import { profileSeed, share } from '../../testing-profile.test-helper';
import { advocate } from './advocate';
import { briefed } from './briefed';
import { factChecked } from './fact-checked';

const claims = (name: string, reason: string, confidence = 1, model?: string) =>
  defineAgent({ name, start: () => () => ({ score: 1, confidence, reason, model }) });

const words = (value: number): string => {
  const small =
    'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
      ' ',
    );
  const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
  if (value < 20) return small[value] as string;
  if (value < 100) return `${tens[Math.floor(value / 10) - 2]}${value % 10 === 0 ? '' : `-${small[value % 10]}`}`;
  const rest = value % 100;
  return `${small[Math.floor(value / 100)]} hundred${rest === 0 ? '' : ` and ${words(rest)}`}`;
};

it('a made-up number is struck every time, in digits and in words; a known one never', () => {
  const random = seededRandom(profileSeed());
  const cases = share(500, 10_000);
  for (let number = 0; number < cases; number++) {
    const [known, other] = [2 + random.integer(997), 2 + random.integer(997)];
    if (known === other || other === 100 || known === 100) continue;
    const item = evidence({ kind: 'fundamental', source: 'facts', receivedAtMs: 1, content: { users: known } });
    const form = number % 2 === 0 ? String : words;
    const reason = `There are ${form(known)} users. There are ${form(other)} of them.`;
    const { call, events } = listening();
    const answer = answerOf(factChecked(claims('bull', reason)), situationAt(1_000, [item], 0.123), call);
    const struck = events.flatMap((event) => (event.type === 'claim-struck' ? [event.claim] : []));
    // The bar has a volume of 1 and nothing else that is whole.
    expect(struck).toEqual([`There are ${form(other)} of them.`]);
    expect(answer).toMatchObject({ confidence: 0.5, reason: `There are ${form(known)} users.` });
  }
});

const heardFrom = (agent: ReturnType<typeof claims>): Situation => {
  const base = situationAt(1_000, [], 0.5);
  return { ...base, heard: [answerOf(agent, base)] };
};

it('numbers of trusted agents count, those of others and of models do not', () => {
  const bull = factChecked(claims('bull', 'RSI is 31.25.'), { trusts: ['technical'] });
  const from = (name: string, model?: string) => answerOf(bull, heardFrom(claims(name, 'RSI 31.25.', 1, model)));
  expect(from('technical')).toMatchObject({ confidence: 1 });
  expect(from('bear')).toMatchObject({ confidence: 0, reason: 'All that it said was struck.' });
  expect(from('technical', 'test:model')).toMatchObject({ confidence: 0 });
});

const both = (concession = 0.5) => {
  const reports = ['technical', 'fundamental', 'sentiment'];
  const bull = factChecked(advocate({ side: 'bull', reports, opponent: 'bear', concession }));
  const bear = factChecked(advocate({ side: 'bear', reports, opponent: 'bull', concession }));
  return debate({ sides: [bull, bear], maximumRounds: 3, checksNumbers: false, minimumOpinions: 1 });
};

it('bull and bear argue from the reports, and the weaker side concedes', () => {
  const analysts = [says('technical', 0.9, 0.8), says('fundamental', -0.2, 0.5), says('sentiment', 0.4, 0.6)];
  const { call, events } = listening();
  const answer = answerOf(briefed({ analysts, agent: both() }), situationAt(), call);
  if (answer.type !== 'opinion') throw new Error(answer.reason);
  expect(answer.score).toBeGreaterThan(0.3);
  const bears = events.flatMap((event) =>
    event.type === 'agent-answered' && event.agent === 'bear' ? [event.answer] : [],
  );
  const confidences = bears.map((one) => (one.type === 'opinion' ? one.confidence : -1));
  expect(confidences[1] as number).toBeCloseTo((confidences[0] as number) / 2, 12);
  const flipped = [says('technical', -0.9, 0.8), says('fundamental', 0.2, 0.5), says('sentiment', -0.4, 0.6)];
  const mirror = answerOf(briefed({ analysts: flipped, agent: both() }));
  expect((mirror as { score: number }).score).toBeCloseTo(-answer.score, 12);
});

it('without reports both abstain, and so does the debate', () => {
  const answer = answerOf(briefed({ analysts: [silent('technical'), silent('fundamental')], agent: both() }));
  expect(answer).toMatchObject({ type: 'abstention', code: 'no-quorum' });
  const alone = briefed({
    analysts: [says('technical', -1)],
    agent: advocate({ side: 'bull', reports: ['technical'], opponent: 'bear', concession: 0 }),
  });
  expect(answerOf(alone)).toMatchObject({ code: 'not-applicable' });
});

it('refuses two agents of one name, and an advocate without reports', () => {
  expect(() => briefed({ analysts: [says('a', 1)], agent: says('a', 1) })).toThrow(/two agents/);
  expect(() => advocate({ side: 'bull', reports: [], opponent: 'bear', concession: 0 })).toThrow(/reports/);
});
