import {
  type BotEvent,
  createBot,
  InvalidOptionsError,
  StrategyContractError,
  simulatedBroker,
  simulatedMarket,
} from '@sigmax/core';
import { lastValueFrom, toArray } from 'rxjs';
import { describe, expect, it } from 'vitest';
import { abstain, defineAgent } from '../opinion/define-agent';
import { evidence } from '../opinion/evidence';
import { evidenceStore } from '../opinion/evidence-store';
import { agentStrategy } from './agent-strategy';
import type { DecisionTrace } from './decision-trace';

const instruments = ['demo:BTC/USDT', 'demo:ETH/USDT', 'demo:SOL/USDT'];
const market = simulatedMarket({ seed: 7, instruments, timeframe: '1h', bars: 60 });
const broker = () => simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
const rules = { maximumWeight: 0.5, maximumGross: 0.9, band: 0.05, whenAbstaining: 'hold' } as const;

/** Draws an opinion at each moment, at once or a moment later. */
const drawing = (isLater: boolean) =>
  defineAgent({
    name: 'drawing',
    start: ({ random }) => {
      let fields = { score: 0, confidence: 0, reason: 'x' };
      return {
        observe: () => {
          fields = { score: 2 * random.uniform() - 1, confidence: random.uniform(), reason: 'Drawn.' };
        },
        ask: () => (isLater ? Promise.resolve().then(() => fields) : fields),
      };
    },
  });

const botOf = (isLater: boolean, traces: DecisionTrace[] = []) =>
  createBot({
    strategy: agentStrategy(drawing(isLater), { ...rules, onDecision: (trace) => traces.push(trace) }),
    cash: { USDT: 10_000 },
  });

const digestOfRun = async (isLater: boolean, traces?: DecisionTrace[]): Promise<string> => {
  const events: BotEvent[] = await lastValueFrom(
    botOf(isLater, traces).run({ market, broker: broker(), seed: 3 }).pipe(toArray()),
  );
  const last = events.at(-1);
  if (last?.type !== 'bot-finished') throw new Error('The run did not finish.');
  return last.result.digest;
};

describe('backtest and run agree', () => {
  it('at once and later, byte for byte, and in their traces', async () => {
    const [first, second, third]: [DecisionTrace[], DecisionTrace[], DecisionTrace[]] = [[], [], []];
    const backtest = botOf(false, first).backtest({ market, broker: broker(), seed: 3 });
    expect(backtest.fills.length).toBeGreaterThan(20);
    expect(await digestOfRun(false, second)).toBe(backtest.digest);
    expect(await digestOfRun(true, third)).toBe(backtest.digest);
    expect(first).toHaveLength(180);
    expect(second).toEqual(first);
    expect(third).toEqual(first);
  });

  it('a backtest does not wait for what comes later', () => {
    expect(() => botOf(true).backtest({ market, broker: broker(), seed: 3 })).toThrow(StrategyContractError);
  });
});

it('keeps the sum of weights under the limit', () => {
  const eager = defineAgent({ name: 'eager', start: () => () => ({ score: 1, confidence: 1, reason: 'Up.' }) });
  const result = createBot({
    strategy: agentStrategy(eager, rules),
    cash: { USDT: 10_000 },
  }).backtest({ market, broker: broker() });
  const bought = result.fills.slice(0, 3).map(({ price, quantity }) => (price * quantity) / 10_000);
  expect(bought).toEqual([expect.closeTo(0.3, 2), expect.closeTo(0.3, 2), expect.closeTo(0.3, 2)]);
});

it('an abstention holds or flattens, as one says', () => {
  const fickle = defineAgent({
    name: 'fickle',
    start: () => {
      let moments = 0;
      return {
        observe: () => {
          moments += 1;
        },
        ask: () => (moments < 5 ? { score: 1, confidence: 1, reason: 'Up.' } : abstain('stale-data', 'Old.')),
      };
    },
  });
  const sides = (whenAbstaining: 'hold' | 'flatten') =>
    createBot({ strategy: agentStrategy(fickle, { ...rules, whenAbstaining }), cash: { USDT: 10_000 } })
      .backtest({
        market: simulatedMarket({ seed: 7, instruments: ['demo:A/USDT'], timeframe: '1h', bars: 12 }),
        broker: broker(),
      })
      .fills.map(({ side }) => side);
  expect(sides('hold')).toEqual(['buy']);
  expect(sides('flatten')).toEqual(['buy', 'sell']);
});

describe('evidence', () => {
  const seenBy = (source: Parameters<typeof agentStrategy>[1]['evidence']) => {
    const traces: DecisionTrace[] = [];
    const one = simulatedMarket({ seed: 7, instruments: ['demo:A/USDT'], timeframe: '1h', bars: 4 });
    createBot({
      strategy: agentStrategy(drawing(false), {
        ...rules,
        evidence: source,
        onDecision: (trace) => traces.push(trace),
      }),
      cash: { USDT: 10_000 },
    }).backtest({ market: one, broker: broker() });
    return traces;
  };
  const times = seenBy(undefined).map(({ timeMs }) => timeMs);
  const item = evidence({ kind: 'news', source: 'feed', receivedAtMs: times[2] ?? 0, content: 'x' });

  it('is shown from the moment it was received, and traced by its hash', () => {
    const counts = seenBy(evidenceStore([item])).map(({ inputs }) => inputs.evidence);
    const shown = [{ id: item.id, contentHash: item.contentHash }];
    expect(counts).toEqual([[], [], shown, shown]);
  });

  it('of the future ends the run', () => {
    expect(() => seenBy({ at: () => [item] })).toThrow('was received at');
  });
});

it('unsubscribing aborts what is being asked', async () => {
  let signal: AbortSignal | undefined;
  const hung = defineAgent({
    name: 'hung',
    start: () => (_situation, call) => {
      signal = call.signal;
      return new Promise<never>(() => {});
    },
  });
  const bot = createBot({
    strategy: agentStrategy(hung, rules),
    cash: { USDT: 10_000 },
  });
  const subscription = bot.run({ market, broker: broker() }).subscribe();
  await Promise.resolve();
  expect(signal?.aborted).toBe(false);
  subscription.unsubscribe();
  expect(signal?.aborted).toBe(true);
});

it.each([{ maximumWeight: 2 }, { band: Number.NaN }, { whenAbstaining: 'pray' }, { evidence: {} }, { broker: 1 }])(
  'refuses %o',
  (wrong) => {
    expect(() => agentStrategy(drawing(false), { ...rules, ...wrong } as never)).toThrow(InvalidOptionsError);
  },
);
