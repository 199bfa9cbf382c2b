import { FrameFault } from './frame-fault';
import type { JsonCursor } from './json-cursor';

/**
 * Reads an object whose field `kindKey` says what the others mean, so that it is read first wherever it stands.
 *
 * `field` is called for each other field and must read its value or skip it. Venues send the kind first; then every
 * character is looked at once. Without a kind every field is skipped. Returns the kind.
 */
export const readFields = <Kind>(
  cursor: JsonCursor,
  what: string,
  kindKey: string,
  readKind: () => Kind,
  field: (key: string, kind: Kind) => void,
): Kind | undefined => {
  let kind: Kind | undefined;
  let isKnown = false;
  let early: { readonly key: string; readonly at: number }[] | undefined;
  cursor.enterObject(what);
  for (let key = cursor.nextKey(); key !== undefined; key = cursor.nextKey()) {
    if (key === kindKey) {
      if (isKnown) throw new FrameFault('DUPLICATE_FIELD', `${what} had ${kindKey} twice`);
      kind = readKind();
      isKnown = true;
    } else if (isKnown) field(key, kind as Kind);
    else {
      early ??= [];
      early.push({ key, at: cursor.mark() });
      cursor.skip();
    }
  }
  if (!isKnown || early === undefined) return kind;
  const end = cursor.mark();
  for (const { key, at } of early) {
    cursor.jump(at);
    field(key, kind as Kind);
  }
  cursor.jump(end);
  return kind;
};
