import { type BotEvent, createBot, ema, rsi, seededRandom, simulatedBroker, simulatedMarket } from '@sigmax/core';
import { lastValueFrom, toArray } from 'rxjs';
import { expect, it } from 'vitest';
import { type Cassette, openCassette } from './cassette/cassette';
import { recordModel } from './cassette/record-model';
import { replayModel } from './cassette/replay-model';
import { agentStrategy } from './combine/agent-strategy';
import { debate } from './combine/debate';
import { quorum } from './combine/quorum';
import { veto } from './combine/veto';
import { weightedVote } from './combine/weighted-vote';
import { createDecisionLog } from './log/decision-log';
import { explainDecision } from './log/explain-decision';
import { verifyDecisionLog } from './log/verify-decision-log';
import { fakeModel } from './models/fake-model.test-helper';
import type { LanguageModel } from './models/language-model';
import { languageModelAgent } from './models/language-model-agent';
import type { NowOrLater } from './now-or-later';
import type { Agent } from './opinion/agent';
import { textHash } from './opinion/content-hash';
import { sumOfCosts } from './opinion/cost';
import { abstain, defineAgent } from './opinion/define-agent';
import { type Evidence, evidence } from './opinion/evidence';
import { evidenceStore } from './opinion/evidence-store';
import { ladder } from './orchestration/ladder';
import { profileSeed, share } from './testing-profile.test-helper';

const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT'];

/** Says something that follows from the whole prompt and nothing else; sometimes nothing that can be read. */
const reply = (prompt: string): string => {
  const random = seededRandom(Number.parseInt(textHash(prompt).slice(0, 12), 16));
  if (random.uniform() < 0.15) return 'I would rather not say.';
  const score = 2 * random.uniform() - 1;
  return JSON.stringify({ score, confidence: random.uniform(), horizonHours: 4, evidence: [], reason: 'It seems so.' });
};

const liveModel = (isLater: boolean): LanguageModel =>
  fakeModel(({ messages }): NowOrLater<string> => {
    const said = reply(messages.map(({ content }) => content).join('\n'));
    // Longer replies come later, so that agents overtake each other.
    const turns = said.length % 7;
    const later = async (): Promise<string> => {
      for (let turn = 0; turn < turns; turn++) await undefined;
      return said;
    };
    return isLater ? later() : said;
  }).model;

const average = (name: string, length: number): Agent =>
  defineAgent({
    name,
    start: ({ instrumentId }) => {
      const mean = ema(length);
      let gap: number | undefined;
      return {
        observe: (snapshot) => {
          const bar = snapshot.barOf(instrumentId);
          const value = bar && mean.next(bar.close);
          gap = bar === undefined || value === undefined ? undefined : bar.close / value - 1;
        },
        ask: () =>
          gap === undefined
            ? abstain('warming-up', `${length} bars are needed.`)
            : { score: Math.max(-1, Math.min(1, 20 * gap)), confidence: 0.6, reason: 'Distance to the mean.' },
      };
    },
  });

const contrarian: Agent = defineAgent({
  name: 'contrarian',
  start: ({ instrumentId }) => {
    const index = rsi(5);
    let value: number | undefined;
    return {
      observe: (snapshot) => {
        const bar = snapshot.barOf(instrumentId);
        if (bar !== undefined) value = index.next(bar.close);
      },
      ask: () =>
        value === undefined
          ? abstain('warming-up', 'More bars are needed.')
          : { score: (50 - value) / 50, confidence: 0.4, reason: 'Strength turns.' },
    };
  },
});

const noise = (name: string): Agent =>
  defineAgent({
    name,
    start: ({ random }) => {
      let score = 0;
      return {
        observe: () => {
          score = 2 * random.uniform() - 1;
        },
        ask: () => ({ score, confidence: Math.abs(score), reason: 'Drawn.' }),
      };
    },
  });

const news: Agent = defineAgent({
  name: 'news',
  start: () => (situation) => {
    const items = situation.evidence.slice(-3);
    if (items.length === 0) return abstain('no-data', 'No news.');
    const moods = items.map(({ content }) => (String(content).includes('good') ? 1 : -1));
    const score = moods.reduce((sum, mood) => sum + mood, 0) / moods.length;
    return { score, confidence: 0.3, reason: 'News.', evidence: items.map(({ id }) => id) };
  },
});

/** Twelve agents that were asked, in one vote. */
const pipeline = (model: LanguageModel): Agent => {
  const analyst = (name: string): Agent =>
    languageModelAgent({ name, model, instructions: `You are ${name}.`, maximumOutputTokens: 200, repairs: 1 });
  const members = [
    debate({ sides: [analyst('bull'), analyst('bear')], maximumRounds: 2, numbers: [4] }),
    ladder({ rungs: [analyst('analyst'), average('stand-in', 8)] }),
    quorum({ agents: [average('fast', 3), average('slow', 10), noise('third')], atLeast: 2 }),
    veto({ agent: contrarian, by: [noise('risk')], atOrBelow: -0.8, whenAbstaining: 'veto' }),
    weightedVote({
      name: 'inner',
      members: [
        { agent: news, weight: 1 },
        { agent: noise('last'), weight: 2 },
      ],
    }),
    noise('twelfth'),
  ];
  return weightedVote({ name: 'all', members: members.map((agent, place) => ({ agent, weight: 1 + place / 4 })) });
};

const setUp = (seed: number, model: LanguageModel) => {
  const market = simulatedMarket({ seed, instruments, timeframe: '1h', bars: 16 });
  const random = seededRandom(seed).split('news');
  const startMs = market[0]?.timeMs[0] ?? 0;
  const items = Array.from({ length: 10 }, (_, number): Evidence => {
    const receivedAtMs = startMs + random.integer(16 * 3_600_000);
    const content = random.uniform() < 0.5 ? `A good thing, number ${number}` : `A bad thing, number ${number}`;
    return evidence({ kind: 'news', source: 'feed', receivedAtMs, content });
  });
  let log = '';
  const { record } = createDecisionLog({
    run: `seed-${seed}`,
    append: (line) => {
      log += line;
    },
  });
  const strategy = agentStrategy(pipeline(model), {
    maximumWeight: 0.5,
    maximumGross: 0.9,
    band: 0.02,
    whenAbstaining: 'hold',
    evidence: evidenceStore(items),
    onDecision: record,
  });
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
  const bot = createBot({ strategy, cash: { USDT: 10_000 }, sizing: { rebalanceBand: 0.01 } });
  return { bot, run: { market, broker, seed }, log: () => log };
};

const backtested = (seed: number, model: LanguageModel) => {
  const { bot, run, log } = setUp(seed, model);
  const { digest, fills } = bot.backtest(run);
  return { digest, fills: fills.length, log: log() };
};

const ran = async (seed: number, model: LanguageModel) => {
  const { bot, run, log } = setUp(seed, model);
  const events: BotEvent[] = await lastValueFrom(bot.run(run).pipe(toArray()));
  const last = events.at(-1);
  if (last?.type !== 'bot-finished') throw new Error('The run did not finish.');
  return { digest: last.result.digest, fills: last.result.fills.length, log: log() };
};

type Outcome = ReturnType<typeof backtested>;

/** By hash, because the logs are long. */
const expectSame = (one: Outcome, other: Outcome): void => {
  const short = ({ digest, fills, log }: Outcome) => ({ digest, fills, bytes: log.length, log: textHash(log) });
  expect(short(one)).toEqual(short(other));
};

const replay = (cassette: Cassette): LanguageModel => replayModel(openCassette(cassette.toText()), { id: 'test:fake' });

it('twelve agents decide the same bytes from a recording, twice for each seed', () => {
  const first = profileSeed();
  const logs = new Set<string>();
  let fills = 0;
  const seeds = share(5, 1_000);
  for (let seed = first; seed < first + seeds; seed++) {
    const cassette = openCassette();
    const recorded = backtested(seed, recordModel(liveModel(false), cassette));
    for (let time = 0; time < 2; time++) expectSame(backtested(seed, replay(cassette)), recorded);
    logs.add(recorded.log);
    fills += recorded.fills;
  }
  // Another seed is another decision, and something was traded.
  expect(logs.size).toBe(seeds);
  expect(fills).toBeGreaterThan(5 * seeds);
});

it('a live run whose models answer later is replayed by a backtest, byte for byte', async () => {
  const cassette = openCassette();
  const live = await ran(3, recordModel(liveModel(true), cassette));
  expectSame(backtested(3, replay(cassette)), live);
  expectSame(await ran(3, replay(cassette)), live);
});

it('what decisions cost is what the recording holds, call for call', () => {
  const cassette = openCassette();
  const { log } = backtested(4, recordModel(liveModel(false), cassette));
  const entries = verifyDecisionLog(log).entries.filter(({ type }) => type === 'decision');
  const costs = entries.map(({ body }) => explainDecision(log, (body as { id: string }).id));
  expect(costs.map(({ answer }) => answer.cost)).toEqual(costs.map(({ cost }) => cost));
  const recorded = sumOfCosts(cassette.entries().flatMap(({ reply: kept }) => (kept ? [kept.cost] : [])));
  expect(sumOfCosts(costs.map(({ cost }) => cost))).toEqual(recorded);
  expect(recorded.calls).toBeGreaterThan(100);
});

it('a prompt that changed ends the replay instead of asking', () => {
  const cassette = openCassette();
  backtested(5, recordModel(liveModel(false), cassette));
  expect(() => backtested(6, replay(cassette))).toThrow(expect.objectContaining({ code: 'CASSETTE_MISS' }));
});
