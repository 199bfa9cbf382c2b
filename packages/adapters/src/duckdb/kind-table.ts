import type { EventOfKind, MarketKind } from './market-kind';

/** How a column is stored. Levels are flat lists: price, quantity, price, quantity, … */
export type ColumnType = 'number' | 'text' | 'flag' | 'levels';

export interface KindColumn {
  readonly name: string;
  readonly type: ColumnType;
  /** Whether a row may leave it open. */
  readonly isOptional?: true;
}

/** How the events of one kind become rows and come back. */
export interface KindTable<Kind extends MarketKind> {
  readonly kind: Kind;
  /** The name under which `sql` sees all rows of the kind. */
  readonly view: string;
  /** `time_ms` comes first in every kind. */
  readonly columns: readonly KindColumn[];
  /**
   * SQL over the columns and `seq`, the place of a row among those of its moment: rows that agree in all of these are one
   * row. Where a venue numbers its events, the number decides; where it does not, the place does.
   */
  readonly key: readonly string[];
  /** The values of the columns; `null` for what is not known. */
  toRow(event: EventOfKind<Kind>): readonly unknown[];
  /** The event of one row. `read` gives the value of a column by its place. */
  toEvent(instrumentId: string, read: (column: number) => unknown): EventOfKind<Kind>;
}

export const numberColumn = (name: string): KindColumn => ({ name, type: 'number' });

export const optionalNumber = (name: string): KindColumn => ({ name, type: 'number', isOptional: true });
