import { describeScope, type GuardEvent, type Intervention, type StopAction } from '@sigmax/core';

/** What the bot has already been stopped by, by scope as text. Plain data, changed in place. */
export type KnownStops = Record<string, StopAction>;

const ranks: Readonly<Record<string, number>> = { pause: 1, halt: 2, cancel: 3, flatten: 4 };

/** A demand that is none goes before all others: the bot halts on it. */
const rankOf = ({ action }: Intervention): number => ranks[action] ?? Infinity;

/** Follows what the bot says of the stops of one guard. */
export const followStops = (known: KnownStops, event: GuardEvent, name: string): void => {
  if (event.type === 'bot-halted' && event.guard === name) known[describeScope(event.scope ?? {})] = event.action;
  if (event.type !== 'bot-rearmed' || event.of !== name) return;
  for (const scope of event.scope === undefined ? Object.keys(known) : [describeScope(event.scope)])
    delete known[scope];
};

/** Whether the bot does not stand still yet as far as a demand wants it to. */
const isNews = (known: KnownStops, demand: Intervention): boolean =>
  rankOf(demand) > (ranks[known[describeScope(demand.scope ?? {})] ?? ''] ?? 0);

/**
 * Of two demands the one to make: what is not heeded yet before what is, then the severer, then the first. A guard can make
 * one demand at a time, so a severe one that is heeded must not hide a milder one of another scope.
 */
export const urgentDemand = (
  known: KnownStops,
  one: Intervention | undefined,
  other: Intervention | undefined,
): Intervention | undefined => {
  if (one === undefined || other === undefined) return one ?? other;
  const [isOneNews, isOtherNews] = [isNews(known, one), isNews(known, other)];
  if (isOneNews !== isOtherNews) return isOneNews ? one : other;
  return rankOf(other) > rankOf(one) ? other : one;
};
