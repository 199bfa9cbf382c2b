import { expect, it } from 'vitest';
import type { Agent, AgentContext, RunningAgent, Situation } from '../../opinion/agent';
import type { Answer } from '../../opinion/answer';
import { defineAgent } from '../../opinion/define-agent';
import { normaliseAnswer } from '../../opinion/normalise-answer';
import { agentRules } from './agent-rules';
import type { AgentSuite } from './agent-suite';

const suite = (make: AgentSuite['make'], more: Partial<AgentSuite> = {}): AgentSuite => ({
  name: 'planted',
  bars: 40,
  make,
  ...more,
});

/** An agent written by hand, without `defineAgent`, which would mend it. */
const bare = (
  ask: (answer: Answer, situation: Situation, context: AgentContext) => Answer,
  observe: RunningAgent['observe'] = () => undefined,
): Agent => ({
  name: 'planted',
  start: (context) => ({
    observe,
    ask: (situation) => {
      const { instrumentId, timeMs } = situation;
      const place = { agent: 'planted', instrumentId, timeMs, knownEvidence: new Set<string>() };
      return ask(normaliseAnswer({ score: 0.5, confidence: 0.5, reason: 'So.' }, place), situation, context);
    },
  }),
});

const sound = (): Agent =>
  defineAgent({
    name: 'planted',
    start:
      () =>
      ({ snapshot }) => ({ score: Math.sign(snapshot.bar.close - snapshot.bar.open), confidence: 1, reason: 'So.' }),
  });

let made = 0;

const planted: readonly (readonly [rule: keyof typeof agentRules, fault: string, suite: AgentSuite, says: RegExp])[] = [
  [
    'gives a valid answer at every moment of every market, and the same when asked twice',
    'a score beyond the bounds',
    suite(() => bare((answer) => ({ ...answer, score: 2 }) as Answer)),
    /score was 2/,
  ],
  [
    'gives a valid answer at every moment of every market, and the same when asked twice',
    'evidence that it was not given',
    suite(() => bare((answer) => ({ ...answer, evidence: ['made up'] }))),
    /made up/,
  ],
  [
    'gives a valid answer at every moment of every market, and the same when asked twice',
    'the name of another one',
    suite(() => bare((answer) => ({ ...answer, agent: 'other' }))),
    /of other/,
  ],
  [
    'gives a valid answer at every moment of every market, and the same when asked twice',
    'something else each time',
    suite(() => {
      let count = 0;
      return bare((answer) => ({ ...answer, reason: `Question ${count++}.` }));
    }),
    /asked again/,
  ],
  [
    'gives a valid answer at every moment of every market, and the same when asked twice',
    'a throw where nothing moves',
    suite(() =>
      bare((answer, { snapshot: { bar } }) => {
        if (bar.high === bar.low) throw new Error('flat');
        return answer;
      }),
    ),
    /flat prices: it threw: flat/,
  ],
  [
    'gives a valid answer at every moment of every market, and the same when asked twice',
    'no opinion ever',
    suite(() => defineAgent({ name: 'planted', start: () => () => ({ abstain: 'no-data', reason: 'None.' }) })),
    /never had an opinion/,
  ],
  [
    'answers whatever it is shown, and never throws',
    'a throw without a bar',
    suite(() =>
      bare((answer, { snapshot, instrumentId }) => {
        if (snapshot.barOf(instrumentId) === undefined) throw new Error('no bar');
        return answer;
      }),
    ),
    /no bar/,
  ],
  [
    'answers whatever it is shown, and never throws',
    'a score that is no number',
    suite(() => bare((answer, { snapshot }) => ({ ...answer, score: Math.tanh(snapshot.bar.close) }) as Answer)),
    /score/,
  ],
  [
    'starts fresh, and answers the same for the same seed',
    'state that outlives a run',
    suite(() => {
      let seen = 0;
      return bare(
        (answer) => ({ ...answer, reason: `Bar ${seen}.` }),
        () => {
          seen += 1;
        },
      );
    }),
    /the same agent, run again/,
  ],
  [
    'starts fresh, and answers the same for the same seed',
    'state of the module',
    suite(() => {
      made += 1;
      const number = made;
      return bare((answer) => ({ ...answer, reason: `Agent ${number}.` }));
    }),
    /made again/,
  ],
  [
    'knows nothing that comes later',
    'the highest close of all',
    suite(({ market: [series] }) => {
      const highest = Math.max(...(series?.close ?? []));
      return defineAgent({
        name: 'planted',
        start:
          () =>
          ({ snapshot }) => ({ score: 1 - snapshot.bar.close / highest, confidence: 1, reason: 'Far.' }),
      });
    }),
    /decided otherwise/,
  ],
];

it.each(planted)('%s: finds %s', async (rule, _, broken, says) => {
  const problems = await agentRules[rule](broken);
  expect(problems.join('\n')).toMatch(says);
});

it.each(Object.entries(agentRules))('%s: nothing is wrong with an agent that keeps it', async (_, rule) => {
  expect(await rule(suite(sound))).toEqual([]);
});

it('every rule has a planted fault', () => {
  expect(new Set(planted.map(([rule]) => rule))).toEqual(new Set(Object.keys(agentRules)));
});
