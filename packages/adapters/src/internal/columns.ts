import { InvalidOptionsError } from '@sigmax/core';
import { isAlias, plainName, type Role, roles, stampOfName } from './column-names';
import { dataError, type Place, shown } from './fault';

/** Which end of a bar a file's times are. */
export type Stamp = 'open' | 'close';

/** Where to find each column: a name (as written, else in any case) or a 0-based position. */
export interface ColumnChoice {
  readonly time?: string | number | undefined;
  readonly open?: string | number | undefined;
  readonly high?: string | number | undefined;
  readonly low?: string | number | undefined;
  readonly close?: string | number | undefined;
  readonly volume?: string | number | undefined;
  /** A second time column, which is compared with the first. `false` leaves it unread. */
  readonly closeTime?: string | number | false | undefined;
}

/** Positions of the columns that are read; `closeTime` is −1 when there is none. */
export type ColumnPositions = Readonly<Record<Role, number>>;

/** What is known about a file when its columns are sought. */
export interface ColumnQuestion {
  readonly names: readonly string[];
  readonly choice: ColumnChoice;
  readonly stamp: Stamp;
  readonly source: string;
  readonly place?: Place | undefined;
}

/** Names for columns without a header: the usual order, then numbers. */
export const positionalNames = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => roles[index] ?? `column ${index}`);

const chosenPositions = (names: readonly string[], chosen: string | number): number[] => {
  if (typeof chosen === 'number') return chosen < names.length ? [chosen] : [];
  const where = (test: (name: string) => boolean) => [...names.keys()].filter((at) => test(names[at] as string));
  const exact = where((name) => name.trim() === chosen);
  return exact.length > 0 ? exact : where((name) => plainName(name) === plainName(chosen));
};

/** The one position that is left of the candidates, or the reason why there is not one. */
const onlyPosition = (question: ColumnQuestion, role: Role, candidates: readonly number[], sought = ''): number => {
  const { names, source, place } = question;
  const [first, second] = candidates;
  if (second !== undefined) {
    const twice = candidates.map((at) => `${shown(names[at] as string)} at position ${at}`).join(' and ');
    throw dataError(source, place, {
      code: 'DUPLICATE_COLUMN',
      problem: `column ${role} was there twice: ${twice}`,
      remedy: `Say which one is meant, for example columns: { ${role}: ${first} }.`,
      field: role,
      value: names[second],
    });
  }
  if (first !== undefined) return first;
  if (role === 'closeTime' && sought === '') return -1;
  const listed = names.slice(0, 12).map(shown).join(', ');
  throw dataError(source, place, {
    code: 'MISSING_COLUMN',
    problem: `column ${role}${sought} was missing among ${listed}${names.length > 12 ? ', ...' : ''}`,
    remedy: `Give it that name, or say which column it is, for example columns: { ${role}: 'name' }.`,
    field: role,
    value: names,
  });
};

/** The end of the bar that a column's own name states must be the one that was asked for. */
const checkStamp = ({ names, stamp, source, place }: ColumnQuestion, time: number): void => {
  const name = names[time] as string;
  const stated = stampOfName(name) ?? stamp;
  if (stated === stamp) return;
  throw dataError(source, place, {
    code: 'STAMP_CONTRADICTION',
    problem: `the time column was ${shown(name)}, but stamp is '${stamp}'`,
    remedy: `Pass stamp: '${stated}', or choose another time column; a wrong stamp shifts every bar by one timeframe.`,
    field: 'time',
    value: name,
  });
};

/**
 * Finds each column: first what the user chose, then by common names among the rest.
 *
 * @throws {DataError} a column is missing or there are two, or the name of the time column contradicts `stamp`.
 * @throws {InvalidOptionsError} one column was chosen for two parts.
 */
export const resolveColumns = (question: ColumnQuestion): ColumnPositions => {
  const { names, choice, source } = question;
  const found = new Map<Role, number>();
  const takenBy = new Map<number, Role>();
  for (const role of [...roles, 'closeTime'] as const) {
    const chosen = choice[role];
    if (chosen === undefined || chosen === false) continue;
    const at = onlyPosition(question, role, chosenPositions(names, chosen), ` ${JSON.stringify(chosen)}`);
    const other = takenBy.get(at);
    if (other !== undefined) {
      throw new InvalidOptionsError({
        code: 'INVALID_OPTIONS',
        message: `${source}: columns.${other} and columns.${role} were both ${shown(names[at] as string)}.`,
        remedy: 'Give every part of a bar a column of its own.',
        context: { source, columns: choice },
      });
    }
    takenBy.set(at, role);
    found.set(role, at);
  }
  for (const role of [...roles, 'closeTime'] as const) {
    if (choice[role] !== undefined) continue;
    const candidates = [...names.keys()].filter((at) => !takenBy.has(at) && isAlias(names[at] as string, role));
    found.set(role, onlyPosition(question, role, candidates));
  }
  checkStamp(question, found.get('time') as number);
  return { closeTime: -1, ...Object.fromEntries(found) } as ColumnPositions;
};
