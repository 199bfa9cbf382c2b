import { feedDate } from '../internal/sources/feed-date';
import { plainText } from '../internal/sources/plain-text';
import { refusedRow } from '../internal/sources/read-rows';
import type { Json, RefusedRow, SourceDraft } from '../internal/sources/source';
import { childOf, type XmlElement } from '../internal/xml/parse-xml';

/** The items of a feed: RSS 2.0 and 0.9x in the channel, RSS 1.0 beside it, entries of Atom. `undefined` for what is no feed. */
export const feedRows = (root: XmlElement): readonly XmlElement[] | undefined => {
  if (root.name === 'feed') return root.children.filter(({ name }) => name === 'entry');
  const channel = childOf(root, 'channel');
  if (channel === undefined || !(root.name === 'rss' || root.name === 'rdf:RDF')) return undefined;
  return (root.name === 'rss' ? channel : root).children.filter(({ name }) => name === 'item');
};

/** Text of the first of these children; in Atom's `xhtml` it is in elements further inside. */
const textIn = (row: XmlElement, longest: number, ...names: readonly string[]): string => {
  const inner = (element: XmlElement): string =>
    element.children.length === 0 ? element.text : `${element.text} ${element.children.map(inner).join(' ')}`;
  for (const name of names) {
    const child = childOf(row, name);
    const text = child === undefined ? '' : plainText(inner(child), longest);
    if (text !== '') return text;
  }
  return '';
};

/** An address that a browser opens; nothing else may be called a link. */
const httpAddress = (text: string | undefined): string | undefined => {
  const address = text?.trim() ?? '';
  return /^https?:\/\/[^\s"'<>]+$/i.test(address) && address.length <= 2_000 ? address : undefined;
};

const linkOf = (row: XmlElement): string | undefined => {
  const links = row.children.filter(({ name }) => name === 'link');
  const best = links.find(({ attributes }) => (attributes.get('rel') ?? 'alternate') === 'alternate') ?? links[0];
  return httpAddress(best?.attributes.get('href')) ?? httpAddress(best?.text);
};

const guidOf = (row: XmlElement): string | undefined => {
  const guid = (childOf(row, 'guid', 'id')?.text ?? row.attributes.get('rdf:about') ?? '').trim();
  return guid === '' || guid.length > 1_000 ? undefined : guid;
};

const categoriesOf = (row: XmlElement): readonly string[] => {
  const names = row.children
    .filter(({ name }) => name === 'category' || name === 'dc:subject')
    .map(({ attributes, text }) => plainText(attributes.get('term') ?? text, 60))
    .filter((name) => name !== '');
  return [...new Set(names)].slice(0, 20);
};

/** One item of a feed. */
export const readFeedRow = (kind: string, row: XmlElement): SourceDraft | RefusedRow => {
  const title = textIn(row, 500, 'title');
  if (title === '') return refusedRow('NO_TITLE', 'an item has no title');
  const summary = textIn(row, 2_000, 'description', 'summary', 'content:encoded', 'content');
  const url = linkOf(row);
  const categories = categoriesOf(row);
  const date = childOf(row, 'pubDate', 'published', 'dc:date', 'updated')?.text.trim() ?? '';
  const publishedAtMs = feedDate(date);
  const content: Record<string, Json> = { title };
  if (summary !== '' && summary !== title) content.summary = summary;
  if (url !== undefined) content.url = url;
  if (categories.length > 0) content.categories = categories;
  return {
    kind,
    guid: guidOf(row) ?? url,
    text: title,
    publishedAtMs,
    isDateUnreadable: date !== '' && publishedAtMs === undefined,
    assets: [],
    content,
  };
};
