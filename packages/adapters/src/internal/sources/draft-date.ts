import { feedDate } from './feed-date';
import { numberFrom } from './json-fields';
import type { SourceDraft } from './source';

type DraftDate = Pick<SourceDraft, 'publishedAtMs' | 'isDateUnreadable'>;

const isAbsent = (field: unknown): boolean => field === undefined || field === null || field === '';

/** Times further from the epoch are no moments that a `Date` can show. */
const furthestMs = 8.64e15;

/** What a draft says of a time written as text. */
export const writtenDate = (field: unknown): DraftDate => {
  const publishedAtMs = typeof field === 'string' ? feedDate(field) : undefined;
  return { publishedAtMs, isDateUnreadable: publishedAtMs === undefined && !isAbsent(field) };
};

/** What a draft says of a time counted in seconds since the epoch. */
export const countedDate = (field: unknown): DraftDate => {
  const ms = (numberFrom(field) ?? Number.NaN) * 1_000;
  const publishedAtMs = ms >= 0 && ms <= furthestMs ? ms : undefined;
  return { publishedAtMs, isDateUnreadable: publishedAtMs === undefined && !isAbsent(field) };
};
