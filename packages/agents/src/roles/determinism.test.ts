import { createBot, seededRandom, simulatedBroker, simulatedMarket } from '@sigmax/core';
import { expect, it } from 'vitest';
import { openCassette } from '../cassette/cassette';
import { recordModel } from '../cassette/record-model';
import { replayModel } from '../cassette/replay-model';
import { agentStrategy } from '../combine/agent-strategy';
import { debate } from '../combine/debate';
import { veto } from '../combine/veto';
import { weightedVote } from '../combine/weighted-vote';
import { createDecisionLog } from '../log/decision-log';
import { fakeModel } from '../models/fake-model.test-helper';
import type { LanguageModel } from '../models/language-model';
import { languageModelAgent } from '../models/language-model-agent';
import { isLater } from '../now-or-later';
import type { Agent } from '../opinion/agent';
import { textHash } from '../opinion/content-hash';
import { type Evidence, evidence } from '../opinion/evidence';
import { type EvidenceSource, evidenceStore } from '../opinion/evidence-store';
import { ladder } from '../orchestration/ladder';
import { sentimentAgent } from '../sentiment/sentiment-agent';
import { profileSeed, share } from '../testing-profile.test-helper';
import { biasAware } from './behavioural/bias-aware';
import { complianceOfficer } from './compliance/compliance-officer';
import { fundamentalAgent } from './fundamental/fundamental-agent';
import { sized } from './optimiser/sized';
import { rulePlanner } from './planner/rule-planner';
import type { Task } from './planner/task';
import { privateModel } from './privacy/private-model';
import { carryOut } from './research/carry-out';
import { researcher } from './research/researcher';
import { riskOfficer } from './risk/risk-officer';
import { advocate } from './sides/advocate';
import { briefed } from './sides/briefed';
import { factChecked } from './sides/fact-checked';
import { technicalAgent } from './technical/technical-agent';
import { validated } from './validator/validated';

const hour = 3_600_000;
const bars = 60;
const id = 'demo:BTC/USDT';
const instruments = [id, 'demo:ETH/USDT'];

const budget = { timeoutMs: 1_000, nanoUsd: 10 };
const task = (kind: Task['kind'], after: readonly string[] = []): Task => ({
  id: kind,
  kind,
  after,
  isNeeded: true,
  budget,
});

/** What was received over the run, of four sources of which one is down. */
const items = (seed: number, startMs: number, untilMs: number): readonly Evidence[] => {
  const random = seededRandom(seed).split('items');
  return Array.from({ length: 30 }, (_, number): Evidence => {
    const receivedAtMs = startMs + random.integer(untilMs - startMs);
    const uniform = random.uniform();
    if (uniform < 0.5) {
      const content = `${random.uniform() < 0.5 ? 'Bitcoin surges on record inflows' : 'Bitcoin crashes after hack'}, says report ${number}`;
      return evidence({ kind: 'news', source: 'wire', receivedAtMs, content });
    }
    const content = {
      marketCapUsd: 1e9 + random.integer(1e9),
      feesPerDayUsd: 1 + random.integer(1e5),
      tvlUsd: 1e8 + random.integer(1e9),
      chainVolumePerDayUsd: 1 + random.integer(1e8),
    };
    return evidence({ kind: 'fundamental', source: uniform < 0.75 ? 'facts' : 'mirror', receivedAtMs, content });
  });
};

/** Planner and researcher in front: what is known at a moment is what they find at it. */
const researched = (known: readonly Evidence[]): EvidenceSource => {
  const store = evidenceStore(known);
  const call = { signal: new AbortController().signal, emit: () => undefined };
  const limits = { budget: { timeoutMs: 10_000, nanoUsd: 1_000 }, maximumParallel: 4 };
  const planner = rulePlanner({ limits, tasks: [task('news'), task('fundamental'), task('social', ['news'])] });
  const from = (source: string, kind: string) => ({
    id: source,
    kinds: [kind],
    find: ({ instrumentId, timeMs }: { readonly instrumentId: string; readonly timeMs: number }) =>
      store.at(instrumentId, timeMs).filter((one) => one.source === source),
  });
  const down = {
    id: 'forum',
    kinds: ['social'],
    find: (): never => {
      throw new Error('Status 403.');
    },
  };
  const sources = [from('wire', 'news'), from('facts', 'fundamental'), from('mirror', 'fundamental'), down];
  const gatherer = researcher({ sources, timeoutMs: 1_000 });
  return {
    at: (instrumentId, timeMs) => {
      const plan = planner.plan({ instrumentId, timeMs, text: 'What now?' }, call);
      if (isLater(plan)) throw new Error('later');
      const report = carryOut(plan, gatherer, { instrumentId, timeMs }, call.signal);
      if (isLater(report)) throw new Error('later');
      return report.evidence;
    },
  };
};

const risk = () => riskOfficer({ maximumVolatility: 0.2, windowBars: 5, maximumWeight: 0.45, maximumDrawdown: 0.5 });
const compliance = () => complianceOfficer({ allow: instruments, jurisdiction: 'DE' });

/** Technical, fundamental, sentiment; bull, bear, their models, debate; validator, behavioural, risk, compliance, optimiser. */
const desk = (model: LanguageModel): Agent => {
  const analysts = [
    technicalAgent({ horizonMs: 4 * hour, maximumConfidence: 0.6 }),
    fundamentalAgent({ maximumAgeMs: 60 * hour, minimumRatios: 2, horizonMs: 24 * hour, maximumConfidence: 0.5 }),
    sentimentAgent({
      sources: [{ id: 'wire', weight: 1, maximumSilenceMs: 24 * hour }],
      halfLifeMs: 8 * hour,
      minimumCoverage: 0.5,
    }),
  ];
  const reports = analysts.map(({ name }) => name);
  const side = (name: 'bull' | 'bear', opponent: 'bull' | 'bear'): Agent => {
    const asked = privateModel(model);
    const spoken = languageModelAgent({
      name: `${name} model`,
      model: asked,
      instructions: `Argue as ${name}.`,
      maximumOutputTokens: 100,
    });
    const computed = advocate({ side: name, reports, opponent, concession: 0.3, name: `${name} rule` });
    return factChecked(ladder({ name, rungs: [spoken, computed] }), { trusts: reports });
  };
  const sides = [side('bull', 'bear'), side('bear', 'bull')];
  const argued = debate({ sides, maximumRounds: 2, checksNumbers: false, minimumOpinions: 1 });
  const rules = { needs: [{ kind: 'news', maximumAgeMs: 24 * hour }], agreementTolerance: 0.5 };
  const checked = validated({ agent: briefed({ analysts, agent: argued }), rules, minimumQuality: 0.01 });
  const watched = biasAware({
    agent: weightedVote({
      name: 'vote',
      members: [
        { agent: checked, weight: 1 },
        { agent: technicalAgent({ name: 'chart', horizonMs: hour, maximumConfidence: 0.4 }), weight: 1 },
      ],
    }),
    lookbackBars: 5,
    minimumTrades: 3,
    maximumShare: 0.7,
    maximumDisposition: 1.5,
    penalty: 0.5,
  });
  const by = [risk().agent, compliance().agent];
  const allowed = veto({ agent: watched, by, atOrBelow: -0.5, whenAbstaining: 'pass' });
  const sizer = {
    name: 'half of the edge',
    weight: ({ opinion }: { readonly opinion: { readonly score: number; readonly confidence: number } }) =>
      0.5 * opinion.score * opinion.confidence,
  };
  return sized({ agent: allowed, sizer, maximumWeight: 0.4 });
};

const reply = (prompt: string): string => {
  const random = seededRandom(Number.parseInt(textHash(prompt).slice(0, 12), 16));
  if (random.uniform() < 0.3) return 'I would rather not say.';
  const reason = random.uniform() < 0.5 ? 'It seems so.' : 'It rose ninety-one percent. It seems so.';
  return JSON.stringify({
    score: 2 * random.uniform() - 1,
    confidence: random.uniform(),
    horizonHours: 4,
    evidence: [],
    reason,
  });
};

const live = (): LanguageModel =>
  fakeModel(({ messages }) => reply(messages.map(({ content }) => content).join('\n'))).model;

const run = (seed: number, model: LanguageModel, cutMs = Number.POSITIVE_INFINITY) => {
  const market = simulatedMarket({ seed, instruments, timeframe: '1h', bars });
  const startMs = market[0]?.timeMs[0] ?? 0;
  const known = items(seed, startMs, startMs + bars * hour).filter(({ receivedAtMs }) => receivedAtMs <= cutMs);
  const lines: string[] = [];
  const asked = new Set<string>();
  const { record } = createDecisionLog({ run: `seed-${seed}`, append: (line) => void lines.push(line) });
  const strategy = agentStrategy(desk(model), {
    maximumWeight: 0.4,
    maximumGross: 0.8,
    band: 0.01,
    whenAbstaining: 'hold',
    evidence: researched(known),
    onDecision: record,
    onEvent: (event) => void (event.type === 'agent-asked' && asked.add(event.agent)),
  });
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
  const guards = [risk().guard, compliance().guard];
  const bot = createBot({ strategy, guards, cash: { USDT: 10_000 }, sizing: { rebalanceBand: 0.005 } });
  const { digest, fills } = bot.backtest({ market, broker, seed });
  return { digest, fills: fills.length, log: lines.join(''), lines, asked, startMs };
};

const short = ({ digest, fills, log }: ReturnType<typeof run>) => ({
  digest,
  fills,
  bytes: log.length,
  log: textHash(log),
});

it('a whole decision of all roles is the same bytes from a recording, twice for each seed', {
  timeout: share(120_000, 1_800_000),
}, () => {
  const first = profileSeed();
  const seeds = share(1, 100);
  let fills = 0;
  for (let seed = first; seed < first + seeds; seed++) {
    const cassette = openCassette();
    const recorded = run(seed, recordModel(live(), cassette));
    for (let time = 0; time < 2; time++) {
      const replay = replayModel(openCassette(cassette.toText()), { id: 'test:fake' });
      expect(short(run(seed, replay))).toEqual(short(recorded));
    }
    fills += recorded.fills;
    const roles = [
      'technical',
      'fundamental',
      'sentiment',
      'bull',
      'bear',
      'bull model',
      'bear model',
      'bull rule',
      'bear rule',
    ];
    const others = [
      'debate',
      'briefed',
      'validator',
      'vote',
      'chart',
      'behavioural',
      'risk',
      'compliance',
      'veto',
      'optimiser',
    ];
    expect([...recorded.asked].sort()).toEqual(
      [...roles.filter((name) => !/^(bull|bear)$/.test(name)), 'bull', 'bear', ...others].sort(),
    );
    // A figure in words that nobody knew was struck.
    expect(recorded.log).toContain('claim-struck');
  }
  expect(fills).toBeGreaterThan(2 * seeds);
});

it('what is received after a moment changes no decision up to it', { timeout: share(120_000, 1_800_000) }, () => {
  const random = seededRandom(profileSeed());
  const whole = run(11, live());
  const cuts = share(1, 100);
  for (let number = 0; number < cuts; number++) {
    const cutMs = whole.startMs + random.integer(bars * hour);
    const cut = run(11, live(), cutMs);
    const count = (lines: readonly string[]): number => {
      const place = lines.findIndex((line) => Number(/"timeMs":(\d+)/.exec(line)?.[1]) > cutMs);
      return place < 0 ? lines.length : place;
    };
    const kept = count(whole.lines);
    expect(cut.lines.slice(0, kept).map(textHash)).toEqual(whole.lines.slice(0, kept).map(textHash));
  }
});
