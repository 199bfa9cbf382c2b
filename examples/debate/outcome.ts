import {
  type Agent,
  type Answer,
  complianceRecords,
  createDecisionLog,
  type DecisionTrace,
  type EvidenceSource,
} from '@sigmax/agents';
import {
  type Ablation,
  type AgentForecasts,
  type Arena,
  ablation,
  arena,
  type Calibration,
  calibrationOf,
  directionOutcomes,
} from '@sigmax/agents/evaluation';
import type { RunResult } from '@sigmax/core';
import { analystsOf } from './desk/analysts';
import { heardAnalyst } from './desk/heard-analyst';
import { plannedTasks, researchOf } from './desk/research';
import { type DeskParts, type DeskRun, recordDesk, runDesk } from './desk/run-desk';
import { saidBy } from './desk/said-by';
import { type TrainedModels, trainModels } from './desk/train-models';
import { type ReportFlip, wouldFlip } from './desk/would-flip';
import { type Account, accountOf, cashAccount, heldAccount } from './evaluation/accounts';
import { type Edge, edgeOf } from './evaluation/edge';
import { forecastsIn, plainForecasters } from './evaluation/forecasters';
import { type LookAhead, lookAhead, trainingEndMs } from './evaluation/look-ahead';
import { runMovingAverage } from './evaluation/moving-average';
import { type Explained, explainFromLog } from './explain';
import { type LoadedMarket, loadMarket } from './market';
import { modelAnalyst } from './model/model-analyst';
import { recordedModel } from './model/recorded-model';
import { type GatheredNews, gatherNews } from './news/gather-news';
import { type KeptAway, keptAway } from './news/kept-away';
import { newsArchive } from './news/news-archive';
import type { Settings } from './settings';

/** Configurations of the desk that were run on these bars while it was written, and that no run of today shows. */
export const triedBefore = 3;

/** How good a model of the technical analyst was on bars that it had not seen. */
export interface ModelSkill {
  readonly instrumentId: string;
  readonly brier: number;
  readonly brierOfBaseRate: number;
}

/** What went on in the meetings. */
export interface Meetings {
  readonly count: number;
  readonly moved: number;
  /** What risk or compliance said no for, by code. */
  readonly vetoes: Readonly<Record<string, number>>;
  readonly struckClaims: number;
  /** Orders that left. */
  readonly submitted: number;
  /** Orders that did not, by guard and code. */
  readonly denied: Readonly<Record<string, number>>;
}

export interface NamedCalibration {
  readonly name: string;
  readonly calibration: Calibration;
}

export interface Run {
  readonly settings: Settings;
  readonly market: LoadedMarket;
  readonly news: Pick<GatheredNews, 'requests' | 'report'> & { readonly items: number };
  readonly plan: ReturnType<typeof plannedTasks>;
  readonly kept: KeptAway;
  readonly skills: readonly ModelSkill[];
  readonly main: DeskRun;
  readonly meetings: Meetings;
  readonly log: string;
  readonly explained: Explained;
  /** Reports that would have changed that decision, had they been others. */
  readonly flips: readonly ReportFlip[];
  readonly accounts: readonly Account[];
  readonly curves: readonly { readonly name: string; readonly equity: Float64Array }[];
  readonly costs: readonly { readonly factor: number; readonly account: Account }[];
  readonly without: readonly Account[];
  readonly edge: Edge;
  readonly ablation: Ablation;
  readonly calibrations: readonly NamedCalibration[];
  readonly arena: Arena;
  readonly lookAhead: LookAhead;
}

const skillsOf = ({ models }: TrainedModels): readonly ModelSkill[] =>
  [...models].map(
    ([
      instrumentId,
      {
        outOfSample: { brier, brierOfBaseRate },
      },
    ]) => ({
      instrumentId,
      brier,
      brierOfBaseRate,
    }),
  );

/** What became of the orders, from the compliance officer's records. */
const ordersOf = ({ events }: RunResult): Pick<Meetings, 'submitted' | 'denied'> => {
  const denied: Record<string, number> = {};
  let submitted = 0;
  for (const { outcome, guard, code } of complianceRecords(events)) {
    if (outcome === 'submitted') submitted += 1;
    else denied[`${guard}: ${code}`] = (denied[`${guard}: ${code}`] ?? 0) + 1;
  }
  return { submitted, denied };
};

/** Whether one of those who may say no did. */
const isNo = (answer: Answer): boolean =>
  ['risk', 'compliance'].includes(answer.agent) && answer.type === 'opinion' && answer.score <= -0.5;

const vetoesOf = (traces: readonly DecisionTrace[]): Meetings['vetoes'] => {
  const counts: Record<string, number> = {};
  for (const { answer, events } of traces) {
    if (answer.type !== 'abstention' || answer.code !== 'vetoed') continue;
    const no = events.find((event) => event.type === 'agent-answered' && isNo(event.answer));
    const code = no?.type === 'agent-answered' ? no.answer.reason.replace(/[:.].*$/, '') : 'unknown';
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
};

const meetingsOf = ({ result, traces }: DeskRun): Meetings => {
  const struck = traces.flatMap(({ events }) => events.filter(({ type }) => type === 'claim-struck'));
  return {
    count: traces.length,
    moved: traces.filter(({ decision }) => decision.weight !== undefined).length,
    vetoes: vetoesOf(traces),
    struckClaims: struck.length,
    ...ordersOf(result),
  };
};

/** Backtests the desk and writes down every decision that moved a position. */
const runWithLog = (parts: DeskParts): { readonly main: DeskRun; readonly log: string } => {
  const lines: string[] = [];
  const { record } = createDecisionLog({
    run: `debate, seed ${parts.settings.seed}`,
    append: (line) => void lines.push(line),
  });
  const onDecision = (trace: DecisionTrace): void => {
    if (trace.decision.weight !== undefined) record(trace);
  };
  return { main: recordDesk({ ...parts, onDecision }), log: lines.join('') };
};

/** The language model as an analyst, after it was recorded where a server was named. */
const modelsOf = async (parts: DeskParts, progress: (line: string) => void): Promise<readonly Agent[]> =>
  parts.settings.model === undefined ? [] : [modelAnalyst(await recordedModel(parts, parts.settings.model, progress))];

interface Judged {
  readonly ablation: Ablation;
  readonly calibrations: readonly NamedCalibration[];
  readonly arena: Arena;
}

/** What the forecasts of the analysts, of the debate and of plain rules were worth. */
const judge = async (main: DeskRun, analysts: readonly string[], parts: DeskParts): Promise<Judged> => {
  const { market, settings } = parts;
  const said = (name: string): AgentForecasts => forecastsIn(name, saidBy(name, main.traces).values(), market);
  const reports = analysts.map(said);
  const all = [...reports, said('debate')];
  const plain = await plainForecasters({ market, evidence: [] }, settings.seed);
  const calibrated = all.flatMap(({ name, forecasts }) => {
    const outcomes = directionOutcomes(forecasts);
    return outcomes.length === 0 ? [] : [{ name, calibration: calibrationOf(outcomes) }];
  });
  const { feeRate, slippageRate } = settings;
  return {
    ablation: ablation({ agents: reports }),
    calibrations: calibrated,
    arena: arena({
      contestants: [...all, ...plain],
      // Six meetings a day about each instrument.
      roundMoments: 6 * market.length,
      costRate: feeRate + slippageRate,
    }),
  };
};

/** Gathers, trades, explains and judges. */
export const runAll = async (settings: Settings, progress: (line: string) => void): Promise<Run> => {
  const market = await loadMarket(settings);
  progress(market.note);
  const [first] = market.series;
  const archive = newsArchive(first?.timeMs[0] ?? 0, first?.timeMs.at(-1) ?? 0, settings.seed);
  const gathered = await gatherNews(archive, market.series, settings.seed, (share) =>
    progress(`news: ${100 * share} % of the period polled`),
  );
  const models = trainModels(market.series, trainingEndMs(market.series));
  const evidence: EvidenceSource = researchOf(gathered.items);
  const parts: DeskParts = {
    market: market.series,
    analysts: analystsOf(models),
    evidence,
    settings,
  };
  const model = await modelsOf(parts, progress);
  progress('the desk meets');
  const { main, log } = runWithLog({ ...parts, analysts: [...parts.analysts, ...model] });
  const explained = explainFromLog(log, settings.explain, settings.isExplainNamed);

  const names = [...parts.analysts, ...model].map(({ name }) => name);
  const heard = new Map(
    names.map((name) => {
      const answers = saidBy(name, main.traces);
      return [name, heardAnalyst(name, (id) => answers.get(id))] as const;
    }),
  );
  const decision = main.traces.find(({ id }) => id === explained.explanation?.id);
  const variant = (without: string | undefined, costs: number): RunResult => {
    progress(without === undefined ? `costs × ${costs}` : `without ${without}`);
    const analysts = names.filter((name) => name !== without).map((name) => heard.get(name) as Agent);
    return runDesk({ ...parts, analysts }, costs);
  };
  const costs = [0, 2].map((factor) => ({ factor, result: variant(undefined, factor) }));
  const without = names.map((name) => ({ name, result: variant(name, 1) }));
  const averages = runMovingAverage(parts);
  const held = heldAccount(main.result);
  return {
    settings,
    market,
    news: { requests: gathered.requests, report: gathered.report, items: gathered.items.length },
    plan: plannedTasks(),
    kept: keptAway(archive, gathered.items),
    skills: skillsOf(models),
    main,
    meetings: meetingsOf(main),
    log,
    explained,
    flips: decision === undefined ? [] : wouldFlip(parts, names, main.traces, decision),
    accounts: [accountOf('debate', main.result), cashAccount, held.account, accountOf('moving averages', averages)],
    curves: [
      { name: 'debate', equity: main.result.equity },
      { name: 'buy and hold', equity: held.equity },
      { name: 'moving averages', equity: averages.equity },
    ],
    costs: [
      { factor: 0, account: accountOf('× 0', costs[0]?.result as RunResult) },
      { factor: 1, account: accountOf('× 1', main.result) },
      { factor: 2, account: accountOf('× 2', costs[1]?.result as RunResult) },
    ],
    without: without.map(({ name, result }) => accountOf(`without ${name}`, result)),
    edge: edgeOf(
      main.result,
      without.map(({ result }) => result),
      triedBefore,
      settings.seed,
    ),
    ...(await judge(main, names, parts)),
    lookAhead: await lookAhead({ market: market.series, evidence: gathered.items }, settings, progress),
  };
};

/** What `--json` prints: figures, and no curves. */
export const summary = (run: Run) => {
  const { market, news, plan, kept, skills, main, meetings, explained, accounts, costs, without, edge } = run;
  return {
    market: { note: market.note, bars: main.result.barCount, isSimulated: market.isSimulated },
    news: { items: news.items, requests: news.requests, coverage: news.report.coverage, areInvented: true },
    plan,
    kept,
    skills,
    meetings,
    explained: {
      text: explained.explanation?.text ?? null,
      flips: run.flips,
      lines: explained.lines,
      hash: explained.hash,
    },
    accounts,
    costs,
    without,
    edge,
    ablation: run.ablation.rows,
    calibrations: run.calibrations.map(({ name, calibration: { count, brier, expectedCalibrationError } }) => ({
      name,
      count,
      brier,
      expectedCalibrationError,
    })),
    leaderboard: run.arena.leaderboard.rows,
    lookAhead: run.lookAhead,
    digest: main.result.digest,
  };
};
