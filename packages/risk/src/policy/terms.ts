import { canonicalJson, type Guard } from '@sigmax/core';
import { guardsFrom } from './guards-from';
import type { LimitKind } from './limit-kind';
import { type Limit, limitKinds } from './limit-kinds';
import type { LimitsDocument } from './limits-document';
import { limitsHash } from './limits-hash';
import type { PolicyTerms } from './policy-state';

/** Builds guards from documents and keeps them as long as somebody asks for them. */
export interface Workshop {
  /** @throws {InvalidOptionsError} the document cannot be built, or it is not the one that its hash names. */
  guardsOf(terms: PolicyTerms): readonly Guard[];
}

/** More are never in use at once: what is in force, what comes next, what is being tried. */
const kept = 3;

export const workshop = (): Workshop => {
  const built = new Map<string, readonly Guard[]>();
  return {
    guardsOf: ({ document, hash }) => {
      const known = built.get(hash);
      if (known !== undefined) return known;
      if (limitsHash(document) !== hash) throw new TypeError(`Limits ${document.name} are not those of their hash.`);
      const guards = guardsFrom(document);
      built.set(hash, guards);
      for (const oldest of built.keys()) {
        if (built.size <= kept) break;
        built.delete(oldest);
      }
      return guards;
    },
  };
};

/** Whether a guard that knew one limit knows what it needs for another: only figures that make it stricter or looser differ. */
const isSameMemory = (before: Limit, after: Limit): boolean => {
  if (before.kind !== after.kind) return false;
  const { stricter } = limitKinds[before.kind] as LimitKind;
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...fields].every(
    (field) =>
      field === 'isSoft' ||
      Object.hasOwn(stricter, field) ||
      canonicalJson(Reflect.get(before, field)) === canonicalJson(Reflect.get(after, field)),
  );
};

const limitIn = ({ document }: PolicyTerms, name: string): Limit | undefined =>
  Object.hasOwn(document.limits, name) ? document.limits[name] : undefined;

const tripIn = (state: unknown): unknown => Reflect.get(Object(state), 'trip');

/** Writes a trip into a state that has none. */
const trip = (state: unknown, found: unknown): void => {
  if (found !== undefined && tripIn(state) === undefined) Reflect.set(Object(state), 'trip', structuredClone(found));
};

/** Terms whose guards begin afresh. */
export const freshTerms = (document: LimitsDocument): PolicyTerms => ({
  document,
  hash: limitsHash(document),
  states: guardsFrom(document).map(({ initial }) => structuredClone(initial)),
});

/** The guards of some terms that former terms have as the same kind, by their places. */
const shared = (terms: PolicyTerms, former: PolicyTerms, { guardsOf }: Workshop) =>
  guardsOf(terms).flatMap(({ name }, place) => {
    const [after, before] = [limitIn(terms, name), limitIn(former, name)];
    if (after === undefined || before === undefined || after.kind !== before.kind) return [];
    const formerPlace = guardsOf(former).findIndex((one) => one.name === name);
    return [{ place, formerPlace, isSameMemory: isSameMemory(before, after) }];
  });

/** Lets guards that stay remember what they knew under former terms; of one that counts otherwise, only that it tripped. */
export const inherit = (terms: PolicyTerms, former: PolicyTerms, workshop: Workshop): void => {
  for (const one of shared(terms, former, workshop)) {
    const known = former.states[one.formerPlace];
    if (one.isSameMemory) terms.states[one.place] = structuredClone(known);
    else trip(terms.states[one.place], tripIn(known));
  }
};

/** Takes over what tripped under former terms in the meantime: a limit that is raised does not free anybody. */
export const inheritTrips = (terms: PolicyTerms, former: PolicyTerms, workshop: Workshop): void => {
  for (const { place, formerPlace } of shared(terms, former, workshop)) {
    trip(terms.states[place], tripIn(former.states[formerPlace]));
  }
};
