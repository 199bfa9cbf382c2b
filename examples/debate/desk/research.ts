import {
  carryOut,
  type Evidence,
  type EvidenceSource,
  type EvidenceStoreOptions,
  evidenceStore,
  isLater,
  type ResearchSource,
  researcher,
  rulePlanner,
  type Task,
} from '@sigmax/agents';

const hour = 3_600_000;

/** The desk meets every four hours, which is as far as its technical reports look ahead. */
const meetingEveryMs = 4 * hour;

export const isMeetingAt = (timeMs: number): boolean => timeMs % meetingEveryMs === 0;

/** After this time a headline counts half. */
export const headlineHalfLifeMs = 8 * hour;

/** How far back each kind is of use: ten half-lives of a headline; of the others what was said last. */
const limits: Readonly<Record<string, EvidenceStoreOptions>> = {
  news: { maximumAgeMs: 10 * headlineHalfLifeMs },
  'sentiment-index': { maximumAgeMs: 72 * hour, maximumItems: 1 },
  fundamental: { maximumAgeMs: 72 * hour, maximumItems: 1 },
};

const free = { timeoutMs: 1_000, nanoUsd: 0 };

/** What could be looked up for a decision. The last one costs more than there is, so that the planner leaves it out. */
const tasks: readonly Task[] = [
  { id: 'headlines', kind: 'news', after: [], isNeeded: true, budget: free },
  { id: 'mood', kind: 'sentiment-index', after: [], isNeeded: false, budget: free },
  { id: 'supplies', kind: 'fundamental', after: [], isNeeded: false, budget: free },
  {
    id: 'chain',
    kind: 'on-chain',
    after: ['headlines'],
    isNeeded: false,
    budget: { timeoutMs: 1_000, nanoUsd: 1_000 },
  },
];

const planner = rulePlanner({ tasks, limits: { budget: { timeoutMs: 5_000, nanoUsd: 0 }, maximumParallel: 3 } });

/** Who plans what is looked up, by its name in the report. */
export const plannedTasks = (): { readonly done: readonly string[]; readonly leftOut: readonly string[] } => {
  const call = { signal: new AbortController().signal, emit: () => undefined };
  const plan = planner.plan({ instrumentId: 'any', timeMs: 0, text: '' }, call);
  if (isLater(plan)) throw new TypeError('A plan by rule is there at once.');
  const done = plan.tasks.map(({ id }) => id);
  return { done, leftOut: tasks.map(({ id }) => id).filter((id) => !done.includes(id)) };
};

const isUp = ({ content }: Evidence): boolean =>
  typeof content === 'object' && content !== null && Reflect.get(content, 'isUp') === true;

/** One recorded source. It fails at moments at which it could not be read, as it did then. */
const recordedSource = (id: string, items: readonly Evidence[]): ResearchSource => {
  const statuses = evidenceStore(
    items.filter(({ kind }) => kind === 'source-status'),
    { maximumItems: 1 },
  );
  const said = items.filter(({ kind }) => kind !== 'source-status');
  const kinds = [...new Set(said.map(({ kind }) => kind))];
  const stores = kinds.map((kind) =>
    evidenceStore(
      said.filter((one) => one.kind === kind),
      limits[kind],
    ),
  );
  return {
    id,
    kinds,
    find: ({ instrumentId, timeMs }) => {
      const [status] = statuses.at(instrumentId, timeMs);
      if (status === undefined || !isUp(status)) throw new Error('It could not be read then.');
      return stores.flatMap((store) => store.at(instrumentId, timeMs));
    },
  };
};

/**
 * What the desk looks up for a decision: the planner says which kinds, the researcher asks all recorded sources of these for what had
 * reached the bot by then.
 *
 * Nothing is looked up between meetings. Each moment is looked up once and kept, because many backtests ask for the same.
 */
export const researchOf = (items: readonly Evidence[]): EvidenceSource => {
  const ids = [...new Set(items.map(({ source }) => source))].sort();
  if (ids.length === 0) return { at: () => [] };
  const sources = ids.map((id) =>
    recordedSource(
      id,
      items.filter(({ source }) => source === id),
    ),
  );
  const gatherer = researcher({ sources, timeoutMs: 1_000 });
  const call = { signal: new AbortController().signal, emit: () => undefined };
  const known = new Map<string, readonly Evidence[]>();
  return {
    at: (instrumentId, timeMs) => {
      if (!isMeetingAt(timeMs)) return [];
      const key = `${instrumentId}@${timeMs}`;
      const before = known.get(key);
      if (before !== undefined) return before;
      const plan = planner.plan({ instrumentId, timeMs, text: 'What is known?' }, call);
      if (isLater(plan)) throw new TypeError('A plan by rule is there at once.');
      const report = carryOut(plan, gatherer, { instrumentId, timeMs }, call.signal);
      if (isLater(report)) throw new TypeError('A recording answers at once.');
      known.set(key, report.evidence);
      return report.evidence;
    },
  };
};
