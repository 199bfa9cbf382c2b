/** What a table holds under a name that a client wrote; nothing for names that every object has. */
export const ownField = <Value>(table: Readonly<Record<string, Value>>, name: string | undefined): Value | undefined =>
  name !== undefined && Object.hasOwn(table, name) ? table[name] : undefined;
