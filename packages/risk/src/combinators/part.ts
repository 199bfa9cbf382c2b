import type { Intervention, OrderIntent, Scope } from '@sigmax/core';

/** Part of a bot: a scope, with the empty text for the tag of orders that have none. */
export type Part = Scope;

const colon = ':'.charCodeAt(0);

export const isInstrumentOf = ({ instrumentId, venue }: Part, id: string): boolean =>
  (instrumentId === undefined || instrumentId === id) &&
  (venue === undefined || (id.startsWith(venue) && id.charCodeAt(venue.length) === colon));

const isTagOf = ({ tag }: Part, of: string | undefined): boolean => tag === undefined || tag === (of ?? '');

/** Whether an order belongs to a part. */
export const isOrderOf = (
  part: Part,
  order: Pick<OrderIntent, 'instrumentId'> & { readonly tag?: string | undefined },
): boolean => isTagOf(part, order.tag) && isInstrumentOf(part, order.instrumentId);

/**
 * What a scope is for a guard that knows of a part only; `undefined` when it is about another part. A stop of everything is
 * everything for each part.
 */
export const scopeWithin = (part: Part, scope: Scope | undefined): Scope | undefined => {
  if (scope === undefined) return {};
  const rest: Record<string, string> = {};
  for (const [field, value] of Object.entries(scope)) {
    const own = part[field as keyof Scope];
    if (own !== undefined && own !== value) return undefined;
    if (own === undefined && value !== undefined) rest[field] = value;
  }
  return rest;
};

/**
 * The demand of a guard that knows of a part only, as the bot should hear it: about that part alone. No scope can name
 * orders without a tag, and no position has one: such a demand is about all tags.
 */
export const demandOf = (part: Part, demand: Intervention | undefined): Intervention | undefined => {
  if (demand === undefined) return undefined;
  const { tag, ...scope } = { ...demand.scope, ...part };
  const isTagged = tag !== undefined && tag !== '' && demand.action !== 'flatten';
  const whole: Scope = isTagged ? { ...scope, tag } : scope;
  const { scope: _, ...rest } = demand;
  return Object.keys(whole).length === 0 ? rest : { ...rest, scope: whole };
};
