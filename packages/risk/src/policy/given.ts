type Known<Fields> = { [Key in keyof Fields as undefined extends Fields[Key] ? never : Key]: Fields[Key] };

type Perhaps<Fields> = {
  [Key in keyof Fields as undefined extends Fields[Key] ? Key : never]?: Exclude<Fields[Key], undefined>;
};

/** The fields that were given: what is undefined was left out. */
export const given = <Fields extends object>(fields: Fields): Known<Fields> & Perhaps<Fields> =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Known<Fields> &
    Perhaps<Fields>;
