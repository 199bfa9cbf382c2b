import { foldText } from '../text/fold-text';

/** The host of a link in lower case, without `www.`; `undefined` where there is none. Punycode stays as it is written. */
export const domainOf = (link: string): string | undefined => {
  const host = /^[a-z][a-z0-9+.-]*:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(link.trim())?.[1];
  return host
    ?.toLowerCase()
    .replace(/^www\./, '')
    .replace(/\.$/, '');
};

/** The links of a text. */
export const linksOf = (text: string): readonly string[] => text.match(/https?:\/\/[^\s"'<>)\]]+/gi) ?? [];

/** Letters that are taken for others in a name, as one. */
const skeleton = (name: string): string =>
  foldText(name)
    .text.replace(/rn/g, 'm')
    .replace(/vv/g, 'w')
    .replace(/[1|i]/g, 'l')
    .replace(/0/g, 'o')
    .replace(/-/g, '');

/** Edits between two short names: insertions, removals, exchanges. Source: Wagner and Fischer 1974. */
export const editDistance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, place) => place);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const exchanged = (row[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      next.push(Math.min(exchanged, (row[j] as number) + 1, (next[j - 1] as number) + 1));
    }
    row = next;
  }
  return row[b.length] as number;
};

const isWithin = (domain: string, of: string): boolean => domain === of || domain.endsWith(`.${of}`);

/** Whether a domain is one of a list, or below one. */
export const isListed = (domain: string, listed: readonly string[]): boolean =>
  listed.some((of) => isWithin(domain, of));

/** Whether a domain is none of a list and looks like one: the same after folding, one edit away, or with the name inside another. */
export const looksLike = (domain: string, listed: readonly string[]): boolean =>
  !isListed(domain, listed) &&
  listed.some((of) => {
    const name = of.split('.')[0] ?? of;
    const [strange, plain] = [skeleton(domain), skeleton(of)];
    if (domain.startsWith('xn--') || domain.includes('.xn--')) return true;
    if (strange === plain || (plain.length >= 8 && editDistance(strange, plain) <= 1)) return true;
    return name.length >= 5 && skeleton(domain).includes(skeleton(name));
  });
