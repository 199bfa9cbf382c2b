/**
 * The contract of a guard as functions that return what is broken, in words; nothing when it is kept.
 *
 * @module
 */
import type { Guard, Verdict } from '../../guard/guard';
import type { OrderIntent } from '../../orders/order-intent';
import { bar } from '../bar';
import { type PortfolioFields, portfolioOf } from '../portfolio-of';
import { runScenario } from './guard-scenario';
import type { GuardInput, GuardSuite } from './guard-suite';
import { emptyGuardTrace, type GuardTrace, observedGuard } from './observe-guard';
import { unplainPart } from './plain-data';

export type GuardRule = (suite: GuardSuite) => string[];

const run = ({ make, controls }: Pick<GuardSuite, 'make' | 'controls'>, isForgetful = false): GuardTrace => {
  const trace = emptyGuardTrace();
  runScenario(observedGuard(make, trace, { isForgetful }), controls);
  return trace;
};

const difference = (one: GuardTrace, other: GuardTrace): string | undefined => {
  for (let index = 0; index < Math.max(one.answers.length, other.answers.length); index++) {
    const [first, second] = [one.answers[index] ?? 'nothing', other.answers[index] ?? 'nothing'];
    if (first !== second) return `answer ${index + 1} was ${first}, and then ${second}`;
  }
  return undefined;
};

const onlyShrinks: GuardRule = (suite) => [...run(suite).faults];

const reachesItsLimit: GuardRule = (suite) => {
  const { passes, acts } = run(suite);
  return [
    ...(passes > 0 ? [] : ['not one order passed: make it with a wider limit']),
    ...(acts > 0 ? [] : ['it never shrank, delayed, denied or intervened: make it with a tighter limit']),
  ];
};

const hasPlainState: GuardRule = ({ make }) => {
  const unplain = unplainPart(make().initial, 'initial');
  return unplain === undefined ? [] : [unplain];
};

const isRepeatable: GuardRule = (suite) => {
  const guard = suite.make();
  const same = { ...suite, make: () => guard };
  const first = run(same);
  const again = difference(first, run(same));
  const anew = difference(first, run(suite));
  return [
    ...(again === undefined ? [] : [`the same guard, run again: ${again}`]),
    ...(anew === undefined ? [] : [`made again: ${anew}`]),
  ];
};

const livesInItsState: GuardRule = (suite) => {
  const found = difference(run(suite), run(suite, true));
  return found === undefined ? [] : [`saved and restored: ${found}`];
};

const usesNothingAmbient: GuardRule = (suite) => [...run(suite).ambientUses].map((use) => `it called ${use}`);

const instrumentId = 'demo:BTC/USDT';
const order: OrderIntent = { type: 'market', instrumentId, side: 'buy', quantity: 1 };
const account: PortfolioFields = { cash: { USDT: 10_000 }, price: { [instrumentId]: 100 }, equity: 10_000 };

/** The same order and account with one number broken. */
const withBroken = (input: GuardInput, value: number): readonly (readonly [OrderIntent, PortfolioFields])[] => {
  switch (input) {
    case 'quantity':
      return [[{ ...order, quantity: value }, account]];
    case 'equity':
      return [[order, { ...account, equity: value }]];
    case 'price': {
      const priced = { ...account, price: { [instrumentId]: value } };
      return [
        [order, priced],
        [{ ...order, side: 'sell' }, priced],
        [{ ...order, type: 'limit', limitPrice: value }, priced],
      ];
    }
  }
};

/** What a guard says to an order when it has seen a healthy moment and then one that may not be. */
const askedAt = (guard: Guard, [intent, fields]: readonly [OrderIntent, PortfolioFields]): Verdict | undefined => {
  let state = structuredClone(guard.initial);
  for (const [index, moment] of [account, account, fields].entries()) {
    const timeMs = (index + 1) * 3_600_000;
    const event = { type: 'snapshot', timeMs, bars: [bar({ timeMs, close: 100 })] } as const;
    const portfolio = portfolioOf({ ...moment, timeMs });
    try {
      state = guard.update?.(state, event, portfolio) ?? state;
      // A bot that is stopped sends nothing.
      if (guard.intervene?.(state, portfolio) !== undefined) return undefined;
    } catch {
      return undefined;
    }
  }
  try {
    return guard.check?.(intent, portfolioOf(fields), state);
  } catch {
    return undefined;
  }
};

const failsClosed: GuardRule = ({ make, reads }) =>
  reads.flatMap((input) =>
    [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1].flatMap((value) =>
      withBroken(input, value).flatMap((moment) => {
        const verdict = askedAt(make(), moment);
        if (verdict?.type !== 'pass' && verdict?.type !== 'shrink') return [];
        const [{ type, side }] = moment;
        return [`with ${input} ${value}, a ${type} order to ${side}: ${JSON.stringify(verdict)}`];
      }),
    ),
  );

/** Each rule by the sentence that it checks. */
export const guardRules = {
  'answers every order validly, and never grows or changes one': onlyShrinks,
  'passes some orders and stops some': reachesItsLimit,
  'begins with plain data': hasPlainState,
  'gives the same answers in a second run': isRepeatable,
  'has nothing outside its state: saved and restored, it answers the same': livesInItsState,
  'uses no clock and no randomness': usesNothingAmbient,
  'lets nothing pass on a broken number': failsClosed,
} as const satisfies Readonly<Record<string, GuardRule>>;
