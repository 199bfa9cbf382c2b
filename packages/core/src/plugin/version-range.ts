interface Version {
  readonly core: readonly [number, number, number];
  /** Identifiers of a pre-release, `['beta', '1']` of 1.0.0-beta.1; none for a release. */
  readonly pre: readonly string[];
}

const parse = (text: string): Version | undefined => {
  const match = /^(\d{1,9})\.(\d{1,9})\.(\d{1,9})(?:-([0-9A-Za-z.-]+))?(?:\+[0-9A-Za-z.-]+)?$/.exec(text);
  if (match === null) return undefined;
  return { core: [Number(match[1]), Number(match[2]), Number(match[3])], pre: match[4]?.split('.') ?? [] };
};

const compareIdentifiers = (a: string, b: string): number => {
  const [isNumberA, isNumberB] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumberA && isNumberB) return Number(a) - Number(b);
  if (isNumberA !== isNumberB) return isNumberA ? -1 : 1;
  return a < b ? -1 : a > b ? 1 : 0;
};

/** Below 0 when `a` is the older one. Source: Semantic Versioning 2.0.0, §11. */
const compare = (a: Version, b: Version): number => {
  for (const place of [0, 1, 2] as const) if (a.core[place] !== b.core[place]) return a.core[place] - b.core[place];
  if (a.pre.length === 0 || b.pre.length === 0) return b.pre.length - a.pre.length;
  for (let index = 0; index < Math.max(a.pre.length, b.pre.length); index++) {
    const [one, other] = [a.pre[index], b.pre[index]];
    if (one === undefined || other === undefined) return one === undefined ? -1 : 1;
    const order = compareIdentifiers(one, other);
    if (order !== 0) return order;
  }
  return 0;
};

/** The first version that `^` or `~` no longer allows; pre-releases of it are not allowed either. */
const ceiling = (operator: string, [major, minor, patch]: Version['core']): Version => {
  if (operator === '~' || (major === 0 && minor > 0)) return { core: [major, minor + 1, 0], pre: ['0'] };
  return major > 0 ? { core: [major + 1, 0, 0], pre: ['0'] } : { core: [0, 0, patch + 1], pre: ['0'] };
};

const comparators: Readonly<Record<string, (order: number) => boolean>> = {
  '': (order) => order === 0,
  '=': (order) => order === 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
};

/** Whether one comparator allows a version; `undefined` when it is none. */
const allows = (comparator: string, version: Version): boolean | undefined => {
  if (comparator === '*') return true;
  const [, operator = '', text = ''] = /^(\^|~|[<>]=?|=)?(.+)$/.exec(comparator) ?? [];
  const bound = parse(text);
  if (bound === undefined) return undefined;
  const order = compare(version, bound);
  if (operator !== '^' && operator !== '~') return comparators[operator]?.(order);
  return order >= 0 && compare(version, ceiling(operator, bound.core)) < 0;
};

/**
 * Whether a version lies in a range, or `undefined` when one of them cannot be read.
 *
 * Ranges are whole versions with `^`, `~`, `=`, `>`, `>=`, `<`, `<=` or nothing before them; a space means and, `||` means
 * or, `*` is any. `^` keeps the first number that is not 0: `^0.1.2` allows 0.1.9 and not 0.2.0.
 */
export const satisfiesRange = (version: string, range: string): boolean | undefined => {
  const parsed = parse(version);
  if (parsed === undefined) return undefined;
  let isAllowed = false;
  for (const part of range.split('||')) {
    const answers = part
      .trim()
      .split(/\s+/)
      .map((comparator) => allows(comparator, parsed));
    if (answers.includes(undefined)) return undefined;
    isAllowed ||= !answers.includes(false);
  }
  return isAllowed;
};
