import type { OnBar } from '../internal/bar-batches';
import type { BarCheck } from '../internal/bar-check';
import type { BarSettings } from '../internal/bar-options';
import { dataError, element, type Fault, shown } from '../internal/fault';
import { parseJson } from './json-fault';
import { JsonRows } from './json-rows';

const kindOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return `was ${shown(JSON.stringify(value))}`;
  return `was an object with ${Object.keys(value).slice(0, 12).map(shown).join(', ') || 'nothing in it'}`;
};

/** Whether text is one JSON document; otherwise it is JSON Lines. Looks at the first line only, and whether more follows. */
export const isDocument = (bytes: Buffer): boolean => {
  const start = Math.max(
    0,
    bytes.findIndex((byte) => byte > 0x20),
  );
  const firstEnd = bytes.indexOf(0x0a, start);
  const head = bytes.toString('utf8', start, firstEnd < 0 ? bytes.length : firstEnd).trim();
  if (head.startsWith('[')) return /^\[\s*(?:[[{\]]|$)/.test(head);
  if (!head.startsWith('{')) return head !== '';
  const isWhole = head.endsWith('}');
  const isAlone = firstEnd < 0 || bytes.toString('utf8', firstEnd, firstEnd + 64).trim() === '';
  return !isWhole || (isAlone && head.includes('['));
};

/** Reads bars from one JSON document: a list of arrays, a list of objects, or an object of columns. */
export const readDocument = (bytes: Buffer, settings: BarSettings, source: string, onBar: OnBar): BarCheck => {
  const document = parseJson(bytes.toString('utf8'), source, 1);
  const rows = new JsonRows(settings, source, element, onBar);
  const fail = (fault: Fault) => dataError(source, undefined, fault);
  if (Array.isArray(document)) {
    for (const value of document) rows.add(value);
    return rows.check;
  }
  const columns = Object.entries(typeof document === 'object' ? (document ?? {}) : {}).filter(([, value]) =>
    Array.isArray(value),
  );
  if (columns.length < 6) {
    const problem = `the document ${kindOf(document)}, not bars`;
    const remedy =
      'Give a list of bars, an object of columns, or JSON Lines; take the list out of the answer of an API.';
    throw fail({ code: 'NOT_BARS', problem, remedy, field: 'document' });
  }
  const lists = Object.fromEntries(columns) as Record<string, unknown[]>;
  const keys = rows.begin(Object.keys(lists), false);
  const used = Object.entries(keys).flatMap(([role, key]) =>
    key === undefined ? [] : [[role, lists[key] as unknown[]] as const],
  );
  const length = lists[keys.time as string]?.length ?? 0;
  for (const [field, list] of used) {
    if (list.length === length) continue;
    const problem = `column ${field} has ${list.length} values, where time has ${length}`;
    throw fail({ code: 'COLUMN_LENGTHS', problem, remedy: 'Give columns of one length.', field, value: list.length });
  }
  const byRole = Object.fromEntries(used);
  for (let row = 0; row < length; row++) rows.addValues((role) => byRole[role]?.[row]);
  return rows.check;
};
