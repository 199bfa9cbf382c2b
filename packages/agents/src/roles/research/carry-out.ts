import { type NowOrLater, nowOrLater, wait } from '../../now-or-later';
import type { Plan } from '../planner/plan';
import { mergeReports } from './merge-reports';
import type { Researcher, ResearchQuery, ResearchReport } from './research-source';

/**
 * Does the research of a plan: batch after batch, every source of the kinds of a batch at the same time.
 *
 * - Errors: none of a source; see `researcher`. An aborted signal ends it after the batch, with what there is.
 *
 * @example
 * ```ts
 * import { carryOut, evidence, makePlan, researcher } from '@sigmax/agents';
 * const budget = { timeoutMs: 1_000, nanoUsd: 10 };
 * const plan = makePlan([{ id: 'headlines', kind: 'news', after: [], isNeeded: true, budget }], {
 *   budget,
 *   maximumParallel: 1,
 * });
 * const wire = evidence({ kind: 'news', source: 'wire', receivedAtMs: 1, content: 'Upgrade shipped' });
 * const gatherer = researcher({
 *   timeoutMs: 1_000,
 *   sources: [
 *     { id: 'wire', kinds: ['news'], find: () => [wire] },
 *     { id: 'chain', kinds: ['on-chain'], find: () => [] },
 *   ],
 * });
 * const query = { instrumentId: 'demo:BTC/USDT', timeMs: 2 };
 * const report = await carryOut(plan, gatherer, query, new AbortController().signal);
 * report.sources.map(({ source }) => source); // => ['wire']
 * ```
 */
export const carryOut = (
  plan: Plan,
  gatherer: Researcher,
  query: ResearchQuery,
  signal: AbortSignal,
): NowOrLater<ResearchReport> =>
  nowOrLater(function* (): Generator<unknown, ResearchReport, unknown> {
    const kindOf = new Map(plan.tasks.map(({ id, kind }) => [id, kind as string]));
    const reports: ResearchReport[] = [];
    for (const batch of plan.batches) {
      if (signal.aborted) break;
      const kinds = [...new Set(batch.map((id) => kindOf.get(id) as string))];
      reports.push(yield* wait(gatherer.gather({ ...query, kinds }, signal)));
    }
    return mergeReports(query.timeMs, reports);
  });
