/**
 * Clocks and randomness that any JavaScript can reach, made to throw while a function runs.
 *
 * @module
 */

type Globals = Record<string, object | undefined>;

/** Read by name, so that nothing here can use what it forbids. */
const globals = globalThis as unknown as Globals;

/** Methods that tell the time or draw a number, by the global that has them. */
const methods: readonly (readonly [owner: string, method: string])[] = [
  ['Math', 'random'],
  ['performance', 'now'],
  ['crypto', 'getRandomValues'],
  ['crypto', 'randomUUID'],
];

/** Puts a property in place and returns what puts the old one back. */
const replace = (owner: object, key: string, value: unknown): (() => void) => {
  const before = Object.getOwnPropertyDescriptor(owner, key);
  Object.defineProperty(owner, key, { value, configurable: true, writable: true });
  return () => {
    if (before === undefined) Reflect.deleteProperty(owner, key);
    else Object.defineProperty(owner, key, before);
  };
};

/** A `Date` that can convert times and cannot tell the present one. */
const dateWithoutPresent = (real: object, refuse: (what: string) => never): object =>
  new Proxy(real, {
    get: (target, key) => (key === 'now' ? () => refuse('Date.now()') : Reflect.get(target, key)),
    construct: (target, given, newTarget) =>
      given.length === 0 ? refuse('new Date()') : Reflect.construct(target as never, given, newTarget),
    apply: () => refuse('Date()'),
  });

/**
 * Runs `action` while clocks and randomness throw, and adds to `uses` what it reached for, even when it caught the error.
 *
 * Only the synchronous part is watched: what `action` does later is its own.
 */
export const withoutAmbient = <Result>(uses: Set<string>, action: () => Result): Result => {
  const refuse = (what: string): never => {
    uses.add(what);
    throw new Error(`${what} was called; take time from the snapshot and numbers from context.random`);
  };
  const restore = methods.flatMap(([owner, method]) => {
    const object = globals[owner];
    return object === undefined ? [] : [replace(object, method, () => refuse(`${owner}.${method}()`))];
  });
  restore.push(replace(globalThis, 'Date', dateWithoutPresent(globals.Date as object, refuse)));
  try {
    return action();
  } finally {
    for (const back of restore) back();
  }
};
