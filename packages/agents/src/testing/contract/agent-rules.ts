/**
 * The contract of an agent as functions that return what is broken, in words; nothing when it is kept.
 *
 * @module
 */
import { canonicalJson, seededRandom, spotInstrument } from '@sigmax/core';
import { contractMarkets } from '@sigmax/core/testing';
import { answersOf } from '../../evaluation/answers-of';
import type { EvaluationWorld } from '../../evaluation/evaluation-world';
import { truncationTest } from '../../evaluation/truncation-test';
import type { Agent, AgentCall, RunningAgent, Situation } from '../../opinion/agent';
import type { Answer } from '../../opinion/answer';
import { parseAnswer } from '../../opinion/answer-schema';
import type { AgentSuite } from './agent-suite';
import { hostileSituations } from './hostile-situations';

export type AgentRule = (suite: AgentSuite) => Promise<readonly string[]>;

interface NamedWorld extends EvaluationWorld {
  readonly name: string;
}

const worldsOf = (suite: AgentSuite): readonly NamedWorld[] => {
  const { instruments = ['demo:BTC/USDT'], timeframe = '1h', bars = 120, evidence = () => [] } = suite;
  return contractMarkets({ instruments, timeframe, bars }).map(({ name, series }) => ({
    name,
    market: series,
    evidence: evidence(series),
  }));
};

const firstWorld = (suite: AgentSuite): NamedWorld => worldsOf(suite)[0] as NamedWorld;

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** What is wrong with an answer to a situation, in words. */
const wrongWith = (answer: Answer, agent: Agent, situation: Situation): readonly string[] => {
  const { instrumentId, timeMs, evidence } = situation;
  try {
    parseAnswer(JSON.parse(JSON.stringify(answer)));
  } catch (error) {
    return [messageOf(error)];
  }
  const known = new Set(evidence.map(({ id }) => id));
  const made = answer.evidence.filter((id) => !known.has(id));
  return [
    ...(answer.agent === agent.name ? [] : [`it is of ${answer.agent} and not of ${agent.name}`]),
    ...(answer.instrumentId === instrumentId && answer.timeMs === timeMs ? [] : ['it is about something else']),
    ...made.map((id) => `it names the evidence ${id}, which it was not given`),
  ];
};

/** An agent whose every answer is looked at, and asked for twice. */
const watched = (agent: Agent, problems: string[], opinions: { count: number }): Agent => ({
  name: agent.name,
  start: (context) => {
    const running = agent.start(context);
    return {
      observe: (snapshot) => running.observe(snapshot),
      ask: async (situation, call) => {
        const answer = await running.ask(situation, call);
        const again = await running.ask(situation, call);
        problems.push(...wrongWith(answer, agent, situation));
        if (answer.type === 'opinion') opinions.count += 1;
        if (canonicalJson(answer) !== canonicalJson(again)) {
          problems.push(`asked again at ${situation.timeMs} it said ${again.reason} instead of ${answer.reason}`);
        }
        return answer;
      },
    };
  },
});

/** The first few of what is broken: an agent that errs does so at every bar. */
const few = (problems: readonly string[]): readonly string[] => [...new Set(problems)].slice(0, 5);

const answersValidly: AgentRule = async (suite) => {
  const opinions = { count: 0 };
  const broken: string[] = [];
  for (const world of worldsOf(suite)) {
    const problems: string[] = [];
    try {
      await answersOf(watched(suite.make(world), problems, opinions), world, { seed: 7 });
    } catch (error) {
      problems.push(`it threw: ${messageOf(error)}`);
    }
    broken.push(...few(problems).map((problem) => `${world.name}: ${problem}`));
  }
  const isActive = suite.isActive === false || opinions.count > 0;
  return isActive
    ? broken
    : [...broken, 'it never had an opinion: give it more bars or evidence, or say isActive: false'];
};

const startsFresh: AgentRule = async (suite) => {
  const [world, other] = worldsOf(suite) as [NamedWorld, NamedWorld];
  const agent = suite.make(world);
  const first = canonicalJson(await answersOf(agent, world, { seed: 7 }));
  await answersOf(agent, other, { seed: 8 });
  const again = canonicalJson(await answersOf(agent, world, { seed: 7 }));
  const anew = canonicalJson(await answersOf(suite.make(world), world, { seed: 7 }));
  return [
    ...(first === again ? [] : ['the same agent, run again: other answers; keep all state in what start returns']),
    ...(first === anew ? [] : ['made again, with the same seed: other answers']),
  ];
};

const knowsNothingLater: AgentRule = async (suite) => {
  const world = firstWorld(suite);
  const run = (seen: EvaluationWorld) => answersOf(suite.make(seen), seen, { seed: 7 });
  const { leaks } = await truncationTest({ world, run, seed: 7, cuts: 10 });
  return few(
    leaks.map(({ cutMs, how, timeMs }) => `at ${timeMs} it decided otherwise when all after ${cutMs} was ${how}`),
  );
};

const silentCall = (signal: AbortSignal): AgentCall => ({ signal, emit: () => undefined });

/** Asks, and says what is wrong with the answer or that there was none. */
const asked = async (agent: Agent, running: RunningAgent, situation: Situation, signal: AbortSignal) => {
  try {
    running.observe(situation.snapshot);
    const answer = await running.ask(situation, silentCall(signal));
    return wrongWith(answer, agent, situation);
  } catch (error) {
    return [`it threw: ${messageOf(error)}`];
  }
};

const outlivesAnything: AgentRule = async (suite) => {
  const world = firstWorld(suite);
  const instrumentId = world.market[0]?.instrumentId as string;
  const timeMs = (world.market[0]?.timeMs.at(-1) as number) + 1;
  const context = {
    instrumentId,
    instruments: world.market.map((series) => spotInstrument(series.instrumentId)),
    reportingAsset: 'USDT',
    random: seededRandom(7),
  };
  const agent = suite.make(world);
  const broken: string[] = [];
  const waited = new AbortController().signal;
  for (const { name, situation } of hostileSituations(instrumentId, timeMs)) {
    const problems = await asked(agent, agent.start(context), situation, waited);
    broken.push(...problems.map((problem) => `${name}: ${problem}`));
  }
  const aborted = AbortSignal.abort();
  const calm = hostileSituations(instrumentId, timeMs).at(-1)?.situation as Situation;
  const problems = await asked(agent, agent.start(context), { ...calm, heard: [], round: 0 }, aborted);
  return [...broken, ...problems.map((problem) => `nobody waits any more: ${problem}`)];
};

/** Each rule by the sentence that it checks. */
export const agentRules = {
  'gives a valid answer at every moment of every market, and the same when asked twice': answersValidly,
  'answers whatever it is shown, and never throws': outlivesAnything,
  'starts fresh, and answers the same for the same seed': startsFresh,
  'knows nothing that comes later': knowsNothingLater,
} as const satisfies Readonly<Record<string, AgentRule>>;
