import type { ResearchReport } from './research-source';

/** One report of several, the later ones first to be believed about a source. */
export const mergeReports = (timeMs: number, reports: readonly ResearchReport[]): ResearchReport => {
  const outcomes = new Map(reports.flatMap(({ sources }) => sources).map((one) => [one.source, one]));
  const sources = [...outcomes.values()];
  // A later item of one id replaces an earlier one: a source that came up is up.
  const items = new Map(reports.flatMap(({ evidence }) => evidence).map((one) => [one.id, one]));
  const missing = sources.filter(({ status }) => status !== 'received').map(({ source }) => source);
  return { timeMs, evidence: [...items.values()], sources, missing };
};
