import type { BookFrame } from './book-frame';
import type { ChainState } from './chain-state';
import type { LinkRules } from './link-rules';
import type { PendingFrame } from './pending-frames';
import { compareIds, type VenueId } from './venue-id';

/** What a message says of its place among the others. */
type Place = Pick<PendingFrame | BookFrame, 'previousId' | 'lastId' | 'order'>;

/** What a change is to a book: the next one, an old one, one from after the ids started again, or one from beyond a gap. */
export type Link = 'follows' | 'old' | 'restarted' | 'gap';

/** As `compareIds`; 0 when one of the two has no time. */
export const compareOrders = (a: VenueId | undefined, b: VenueId | undefined): number =>
  a === undefined || b === undefined ? 0 : compareIds(a, b);

/** What a change is to the book of `appliedId`, which there must be. */
export const linkOf = (
  rules: LinkRules,
  { appliedId, appliedOrder, isAfterSnapshot }: Pick<ChainState, 'appliedId' | 'appliedOrder' | 'isAfterSnapshot'>,
  { previousId, lastId, order }: Place,
): Link => {
  const inTime = compareOrders(order, appliedOrder);
  if (rules.order === 'ranks' && inTime < 0) return 'old';
  const overlaps = rules.overlap === 'always' || (rules.overlap === 'after-snapshot' && isAfterSnapshot);
  const start = compareIds(previousId, appliedId as VenueId);
  const end = compareIds(lastId, appliedId as VenueId);
  if (start === 0 || (overlaps && start < 0 && end > 0)) return 'follows';
  if (end <= 0) return inTime > 0 ? 'restarted' : 'old';
  return rules.order === 'settles' && inTime < 0 ? 'old' : 'gap';
};

/** Whether a change is later in time than one that waits, and earlier by its id: then the ids have started again. */
export const contradicts = (change: Place, waiting: Place): boolean =>
  compareOrders(change.order, waiting.order) > 0 && compareIds(change.lastId, waiting.lastId) < 0;

/** Whether a change is part of a snapshot already. */
export const isBefore = (change: Place, snapshot: Place): boolean => {
  const inTime = compareOrders(change.order, snapshot.order);
  return inTime < 0 || (inTime === 0 && compareIds(change.lastId, snapshot.lastId) <= 0);
};

/** Whether a snapshot of the stream is newer than the book, or as new as one that cannot go on. */
export const isOfUse = (
  rules: LinkRules,
  state: Pick<ChainState, 'appliedId' | 'appliedOrder' | 'floorId' | 'floorOrder' | 'phase'>,
  snapshot: Place,
): boolean => {
  const { appliedId, appliedOrder, floorId, floorOrder, phase } = state;
  if (compareOrders(snapshot.order, floorOrder) < 0) return false;
  if (appliedId === undefined) return compareIds(snapshot.lastId, floorId) >= 0;
  const inTime = compareOrders(snapshot.order, appliedOrder);
  const inIds = compareIds(snapshot.lastId, appliedId);
  if (phase === 'synced') return inTime > 0 || (inTime === 0 && inIds > 0);
  return inTime > 0 || (inIds >= 0 && !(rules.order === 'ranks' && inTime < 0));
};
