import { clockField, columnsField, type FeedClock, importFields, type TableOptions } from './import-options';
import type { TableShape } from './table-rows';

/** What importers of Tardis files ask. */
export interface TardisOptions<Field extends string> extends TableOptions<Field> {
  /**
   * Which of its two times an event carries: `'venue'` (`timestamp`), or `'local'` (`local_timestamp`), when the message
   * reached the recorder. Defaults to `'venue'`. Several feeds are in one order by the local time only.
   */
  readonly clock?: FeedClock;
}

export const tardisTimes = { time: ['timestamp'], localTime: ['localtimestamp'] } as const;

export const tardisFields = <Field extends string>(shape: TableShape<Field>) => ({
  ...importFields,
  ...columnsField(shape),
  ...clockField,
});
