import type { LimitKind, Stricter } from './limit-kind';
import { type Limit, limitKinds } from './limit-kinds';
import type { LimitsDocument } from './limits-document';

/** What an order meets, and how far a stop goes, from mild to severe. */
const severities: readonly unknown[] = ['pass', 'delay', 'reduce-only', 'deny', 'pause', 'halt', 'cancel', 'flatten'];

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

const takesIn = (wide: unknown, narrow: unknown): boolean =>
  Array.isArray(wide) && Array.isArray(narrow) && narrow.every((one) => wide.includes(one));

/** Whether a field is at least as strict as it was. */
const isAsStrict = (stricter: Stricter | undefined, before: unknown, after: unknown): boolean => {
  if (isSame(before, after)) return true;
  if (typeof stricter === 'function') return stricter(before, after);
  switch (stricter) {
    case 'lower':
      return after !== undefined && (before === undefined || (after as number) <= (before as number));
    case 'higher':
      return after !== undefined && (before === undefined || (after as number) >= (before as number));
    case 'severer':
      return severities.includes(before) && severities.indexOf(after) >= severities.indexOf(before);
    case 'more':
      return after === undefined || takesIn(after, before);
    case 'longer':
      return before === undefined || takesIn(after, before);
    case 'fewer':
      return before === undefined || takesIn(before, after);
    case undefined:
      return false;
  }
};

const text = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

const weakened = (name: string, before: Limit, after: Limit): string[] => {
  if (before.kind !== after.kind) return [`${name} was a ${before.kind} and is a ${after.kind}`];
  const { stricter } = limitKinds[before.kind] as LimitKind;
  const fields = new Set([...Object.keys(before), ...Object.keys(after)]);
  fields.delete('kind');
  fields.delete('isSoft');
  const weaker = [...fields].sort().flatMap((field) => {
    const [was, is] = [Reflect.get(before, field), Reflect.get(after, field)];
    return isAsStrict(stricter[field], was, is) ? [] : [`${name}.${field} was ${text(was)} and is ${text(is)}`];
  });
  return after.isSoft && !before.isSoft ? [...weaker, `${name} was hard and is soft`] : weaker;
};

/**
 * Says where new limits are weaker than the former ones, or where nobody can tell that they are not; empty when each is at
 * least as strict.
 *
 * A limit that is gone is weaker, and so is one of another kind, one that became soft, and any change of a field whose
 * stricter side is not known.
 *
 * @example
 * ```ts
 * import { readLimits, weakenings } from '@sigmax/risk';
 * const withWeight = (limitFraction: number) => readLimits({
 *   name: 'paper', version: 1, reportingAsset: 'USDT', effectiveAtMs: 0,
 *   limits: { 'max-weight': { kind: 'max-weight', limitFraction } },
 * });
 * weakenings(withWeight(0.2), withWeight(0.1)); // => []
 * weakenings(withWeight(0.2), withWeight(0.3)); // => ['max-weight.limitFraction was 0.2 and is 0.3']
 * ```
 */
export const weakenings = (before: LimitsDocument, after: LimitsDocument): string[] => {
  const asset =
    before.reportingAsset === after.reportingAsset
      ? []
      : [`reportingAsset was ${before.reportingAsset} and is ${after.reportingAsset}`];
  const names = Object.keys(before.limits).sort();
  return [
    ...asset,
    ...names.flatMap((name) =>
      Object.hasOwn(after.limits, name)
        ? weakened(name, before.limits[name] as Limit, after.limits[name] as Limit)
        : [`${name} is gone`],
    ),
  ];
};
