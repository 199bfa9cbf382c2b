import { describe, expect, it } from 'vitest';
import { type Guard, pass, type Verdict } from '../../guard/guard';
import { guardRules } from './guard-rules';
import type { GuardInput, GuardSuite } from './guard-suite';

const deny = (observed = 0): Verdict => ({ type: 'deny', code: 'VALUE_ABOVE_LIMIT', limit: 2_000, observed });
const suite = (make: () => Guard<never>, reads: readonly GuardInput[] = ['price', 'quantity']): GuardSuite => ({
  name: 'planted',
  make: make as unknown as () => Guard,
  reads,
});

/** Denies what is worth more than 2,000. */
const good: Guard<never> = {
  name: 'good',
  initial: undefined as never,
  check: ({ quantity, instrumentId }, portfolio) => {
    const price = portfolio.price(instrumentId) ?? 0;
    return quantity > 0 && price > 0 && quantity * price <= 2_000 ? pass : deny();
  },
};

/** A guard like the good one, but for what it answers to large orders. */
const answering = (answer: unknown): Guard<never> => ({
  ...good,
  check: (intent, portfolio, state) =>
    good.check?.(intent, portfolio, state)?.type === 'pass' ? pass : (answer as Verdict),
});

interface Count {
  orders: number;
}
/** Lets every other order pass; where it counts is what its copies differ in. */
const everyOther = (count: () => Count): Guard<never> => ({
  ...good,
  check: (...asked) => (count().orders++ % 2 === 0 ? good.check!(...asked) : deny()),
});

let made = 0;
const shared: Count = { orders: 0 };
class Peak {
  value = 0;
}

const planted: Readonly<Record<keyof typeof guardRules, readonly (readonly [fault: string, GuardSuite])[]>> = {
  'answers every order validly, and never grows or changes one': [
    ['grows an order', suite(() => answering({ type: 'shrink', quantity: 1e9, code: 'A_B', limit: 1, observed: 1 }))],
    ['shrinks to nothing', suite(() => answering({ type: 'shrink', quantity: 0, code: 'A_B', limit: 1, observed: 1 }))],
    [
      'shrinks to NaN',
      suite(() => answering({ type: 'shrink', quantity: Number.NaN, code: 'A_B', limit: 1, observed: 1 })),
    ],
    ['says nothing', suite(() => answering(undefined))],
    ['says what nobody knows', suite(() => answering({ type: 'allow' }))],
    ['denies without a code', suite(() => answering({ type: 'deny', code: 'no', limit: 1, observed: 1 }))],
    ['denies with NaN', suite(() => answering(deny(Number.NaN)))],
    [
      'turns the order round',
      suite(() => ({
        ...good,
        check: (intent) => {
          (intent as { side: string }).side = 'sell';
          return pass;
        },
      })),
    ],
    [
      'throws',
      suite(() => ({
        ...good,
        check: () => {
          throw new Error('no idea');
        },
      })),
    ],
    ['puts a class into its state', suite(() => ({ ...good, update: () => ({ peak: new Peak() }) as never }))],
    [
      'demands what nobody knows',
      suite(() => ({ ...good, intervene: () => ({ action: 'panic', code: 'A_B', limit: 1, observed: 1 }) as never })),
    ],
  ],
  'passes some orders and stops some': [
    ['passes everything', suite(() => ({ ...good, check: () => pass }))],
    ['denies everything', suite(() => ({ ...good, check: () => deny() }))],
  ],
  'begins with plain data': [
    ['begins with a class', suite(() => ({ ...good, initial: new Peak() as never }))],
    ['begins with a function', suite(() => ({ ...good, initial: { peak: () => 1 } as never }))],
  ],
  'gives the same answers in a second run': [
    ['counts outside', suite(() => everyOther(() => shared))],
    [
      'differs from one copy to the next',
      suite(() => {
        const isStrict = ++made % 2 === 0;
        return isStrict ? good : { ...good, check: () => pass };
      }),
    ],
    [
      'counts in what it was made with',
      suite(() => {
        const count = { orders: 0 };
        return everyOther(() => count);
      }),
    ],
  ],
  'has nothing outside its state: saved and restored, it answers the same': [
    [
      'remembers in its closure',
      suite(() => {
        const count = { orders: 0 };
        return everyOther(() => count);
      }),
    ],
    [
      'changes its state in check, which is not saved',
      suite(() => ({
        name: 'planted',
        initial: { orders: 0 } as never,
        check: (intent, portfolio, state: Count) =>
          state.orders++ % 2 === 0 ? good.check!(intent, portfolio, state as never) : deny(),
      })),
    ],
  ],
  'uses no clock and no randomness': [
    ['asks the clock', suite(() => ({ ...good, check: () => (Date.now() > 0 ? pass : deny()) }))],
    [
      'throws dice',
      suite(() => ({
        ...good,
        update: (state) => {
          Reflect.get(globalThis, 'Math').random();
          return state;
        },
      })),
    ],
  ],
  'lets nothing pass on a broken number': [
    [
      'compares the wrong way round',
      suite(() => ({
        ...good,
        check: ({ quantity, instrumentId }, portfolio) =>
          quantity * (portfolio.price(instrumentId) ?? 0) > 2_000 ? deny() : pass,
      })),
    ],
    [
      'does not look at the quantity',
      suite(
        () => ({
          ...good,
          check: ({ instrumentId }, portfolio) => ((portfolio.price(instrumentId) ?? 0) > 0 ? pass : deny()),
        }),
        ['quantity'],
      ),
    ],
    [
      'trusts equity',
      suite(
        () => ({ ...good, check: ({ quantity }, { equity }) => (quantity * 100 > equity ? deny() : pass) }),
        ['equity'],
      ),
    ],
    [
      'shrinks to a broken price',
      suite(
        () => ({
          ...good,
          check: ({ quantity }) => ({ type: 'shrink', quantity, code: 'A_B', limit: 1, observed: 1 }),
        }),
        ['price'],
      ),
    ],
  ],
};

describe.each(Object.entries(planted))('%s', (rule, faults) => {
  const check = guardRules[rule as keyof typeof guardRules];

  it.each(faults)('catches a guard that %s', (_, bad) => {
    const violations = check(bad);
    expect(violations.length).toBeGreaterThan(0);
    for (const violation of violations) expect(violation.length).toBeGreaterThan(8);
  });

  it('passes a good one', () => {
    expect(check(suite(() => good))).toEqual([]);
  });
});

it('takes a guard that stops the bot, or throws, for one that let nothing pass', () => {
  const stops = suite(
    () => ({
      ...good,
      check: () => pass,
      intervene: (_, { equity }) =>
        equity > 0 && equity < Infinity ? undefined : { action: 'halt', code: 'A_B', limit: 1, observed: 1 },
    }),
    ['equity'],
  );
  expect(guardRules['lets nothing pass on a broken number'](stops)).toEqual([]);
  const throws = suite(() => ({
    ...good,
    check: () => {
      throw new Error('no idea');
    },
  }));
  expect(guardRules['lets nothing pass on a broken number'](throws)).toEqual([]);
});
