import { parseOptions } from '@sigmax/core';
import { z } from 'zod';
import { type NowOrLater, nowOrLater, wait } from '../../now-or-later';
import { mergeReports } from '../research/merge-reports';
import type { Researcher, ResearchQuery, ResearchReport } from '../research/research-source';
import { type EvidenceQuality, type QualityRules, qualityBy, readQualityRules } from './evidence-quality';

export interface ValidResearchOptions {
  readonly researcher: Researcher;
  readonly rules: QualityRules;
  /** Enough is known from this quality on, when there is no gap. */
  readonly minimumQuality: number;
  /** Most rounds, the first included. */
  readonly maximumRounds: number;
}

export interface ValidatedReport extends ResearchReport {
  readonly quality: EvidenceQuality;
  readonly rounds: number;
}

const schema = z.strictObject({
  researcher: z.custom<Researcher>((value) => typeof Reflect.get(Object(value), 'gather') === 'function', 'gather()'),
  minimumQuality: z.number().min(0).max(1),
  maximumRounds: z.int().positive().max(10),
});

/**
 * Makes a function that researches until the evidence is good enough, at most `maximumRounds` times.
 *
 * The first round asks for everything that the query wants, the later ones for the kinds with gaps alone. Research that stays bad is
 * given back with its quality, so that `validated` bounds what is said about it.
 *
 * - Cost: at most `maximumRounds` rounds. State: none.
 *
 * @throws {InvalidOptionsError} an option is wrong.
 * @example
 * ```ts
 * import { researcher, validResearch } from '@sigmax/agents';
 * let asked = 0;
 * const empty = { id: 'wire', kinds: ['news'], find: () => { asked += 1; return []; } };
 * const research = validResearch({
 *   researcher: researcher({ sources: [empty], timeoutMs: 1_000 }),
 *   rules: { needs: [{ kind: 'news', maximumAgeMs: 3_600_000 }], agreementTolerance: 0.01 },
 *   minimumQuality: 0.7,
 *   maximumRounds: 3,
 * });
 * const report = await research({ instrumentId: 'demo:BTC/USDT', timeMs: 0 }, new AbortController().signal);
 * [report.rounds, asked, report.quality.gaps]; // => [3, 3, ['news']]
 * ```
 */
export const validResearch = (
  options: ValidResearchOptions,
): ((query: ResearchQuery, signal: AbortSignal) => NowOrLater<ValidatedReport>) => {
  const { rules: given, ...rest } = options;
  const { researcher, minimumQuality, maximumRounds } = parseOptions(schema, rest, 'validResearch');
  const rules = readQualityRules(given, 'validResearch');
  return (query, signal) =>
    nowOrLater(function* (): Generator<unknown, ValidatedReport, unknown> {
      const reports: ResearchReport[] = [];
      let { kinds } = query;
      for (;;) {
        reports.push(yield* wait(researcher.gather({ ...query, kinds }, signal)));
        const report = mergeReports(query.timeMs, reports);
        const quality = qualityBy(report.evidence, query.timeMs, rules);
        const isEnough = quality.gaps.length === 0 && quality.quality >= minimumQuality;
        if (isEnough || reports.length === maximumRounds || signal.aborted) {
          return { ...report, quality, rounds: reports.length };
        }
        kinds = quality.gaps.length === 0 ? query.kinds : quality.gaps;
      }
    });
};
