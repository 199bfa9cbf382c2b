import { createHash, type Hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Instrument, spotInstrument } from '../market/instrument';
import type { BotEvent } from './bot-event';
import { canonicalJson } from './canonical-json';
import { EventLog } from './event-log';
import { type GoldenRun, goldenResult, goldenRuns } from './golden-runs.test-helper';
import type { RunResult } from './run-result';

/** Writes records as docs/guide/event-log.md says, from what a run tells. */
class Writer {
  readonly hash: Hash = createHash('sha256');

  bytes(...values: number[]): this {
    this.hash.update(Uint8Array.from(values));
    return this;
  }

  number(...values: number[]): this {
    for (const value of values) {
      const bytes = Buffer.alloc(8);
      bytes.writeDoubleLE(value);
      this.hash.update(bytes);
    }
    return this;
  }

  text(text: string): this {
    const bytes = Buffer.from(text, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32LE(bytes.length);
    this.hash.update(length).update(bytes);
    return this;
  }
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(
    entries.map(([key, inner]) => [key, sorted(inner)]).sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
};

/** The digest of a run, from its options, its events and its last figures. */
const digestOf = ({ strategy, settings, options }: GoldenRun, result: RunResult): string => {
  const writer = new Writer();
  const { cash, decimals, accounting = 'average', sizing, guards = [] } = settings;
  const instruments: readonly Instrument[] =
    settings.instruments?.map((one) => (typeof one === 'string' ? spotInstrument(one) : one)) ?? result.instruments;
  const assets = [...new Set([...Object.keys(cash), ...instruments.flatMap(({ base, quote }) => [quote, base])])];
  const stepsOf = (asset: string, amount: number) => Math.round(amount * 10 ** (decimals?.[asset] ?? 8));
  const ids = instruments.map(({ id }) => id);
  const header = {
    format: 1,
    runId: options.runId ?? 'run',
    seed: options.seed ?? 1,
    cash,
    decimals,
    accounting,
    reportingAsset: settings.reportingAsset ?? Object.keys(cash)[0],
    instruments,
    sizing: { rebalanceBand: 0.02, cashReserve: 0.01, ...sizing },
    cashMoves: [...(options.cashMoves ?? [])].sort((a, b) => a.timeMs - b.timeMs),
    strategy: { name: strategy.name, params: strategy.params },
    guards: guards.map((guard) => ({ name: guard.name, options: guard.options ?? {} })),
    broker: { name: options.broker.name, options: options.broker.options },
  };
  writer.bytes(1).text(JSON.stringify(sorted(header)));

  const order = (
    kind: number,
    { timeMs, clientOrderId, instrumentId }: { timeMs: number; clientOrderId: string; instrumentId: string },
  ) => {
    const place = Buffer.alloc(6);
    place.writeUInt32LE(Number(clientOrderId.slice(clientOrderId.lastIndexOf('-') + 1)));
    place.writeUInt16LE(ids.indexOf(instrumentId), 4);
    writer
      .bytes(kind)
      .number(timeMs)
      .bytes(...place);
  };
  const write = (event: BotEvent): void => {
    switch (event.type) {
      case 'order-submitted': {
        order(2, event);
        const { intent } = event;
        writer.bytes(event.side === 'buy' ? 1 : 0).number(event.quantity);
        const isPlain = intent.type === 'market' && intent.tag === undefined && intent.bracket === undefined;
        if (isPlain)
          writer.bytes({ gtc: 0, ioc: 1, fok: 2 }[intent.timeInForce ?? 'gtc'] + (intent.reduceOnly === true ? 4 : 0));
        else writer.bytes(255).text(JSON.stringify(intent));
        return;
      }
      case 'order-accepted':
        order(3, event);
        return;
      case 'order-rejected':
        order(4, event);
        writer.text(event.code);
        return;
      case 'order-cancelled':
        order(5, event);
        writer.number(event.filledQuantity).text(event.reason);
        return;
      case 'fill': {
        order(6, event);
        const { base, quote } = instruments[ids.indexOf(event.instrumentId)] as Instrument;
        writer.bytes(event.liquidity === 'maker' ? 1 : 0, assets.indexOf(event.feeAsset));
        writer.number(
          stepsOf(base, event.quantity),
          event.price,
          stepsOf(quote, event.notional),
          stepsOf(event.feeAsset, event.fee),
          stepsOf(quote, event.realisedPnl),
        );
        return;
      }
      case 'order-denied':
        writer.bytes(7).number(event.timeMs, event.limit ?? 0, event.observed ?? 0);
        writer.text(`${event.instrumentId} ${event.guard} ${event.code}`).text(JSON.stringify(event.intent));
        return;
      case 'order-shrunk':
        writer.bytes(8).number(event.timeMs, event.quantityBefore, event.quantityAfter);
        writer.text(`${event.instrumentId} ${event.guard} ${event.code}`);
        return;
      case 'order-delayed':
        writer.bytes(9).number(event.timeMs, event.limit, event.observed);
        writer.text(`${event.instrumentId} ${event.guard} ${event.code}`).text(JSON.stringify(event.intent));
        return;
      case 'bot-halted':
        writer
          .bytes(10)
          .number(event.timeMs, event.limit, event.observed)
          .text(
            `${event.guard} ${event.action} ${event.code}${event.scope === undefined ? '' : ` instrument ${event.scope.instrumentId}`}`,
          );
        return;
      case 'control':
        writer
          .bytes(13)
          .number(event.timeMs)
          .text(JSON.stringify(sorted(event.control)));
        return;
      case 'control-refused':
        writer.bytes(14).number(event.timeMs).text(event.code);
        return;
      case 'bot-rearmed':
        return;
      case 'cash-moved':
        writer.bytes(11).number(event.timeMs, event.amount).text(event.asset);
        return;
      default:
        throw new Error(`${event.type} is not in the log`);
    }
  };
  result.events.forEach(write);

  const fees = (asset: string) =>
    result.fills.reduce((sum, fill) => sum + (fill.feeAsset === asset ? stepsOf(asset, fill.fee) : 0), 0);
  const footer = {
    balances: Object.fromEntries(result.balances.map(({ asset, amount }) => [asset, stepsOf(asset, amount)])),
    positions: Object.fromEntries(
      result.positions.map((one, index) => [one.instrumentId, stepsOf(instruments[index]?.base ?? '', one.quantity)]),
    ),
    realised: Object.fromEntries(
      result.positions.map((one, index) => [
        one.instrumentId,
        stepsOf(instruments[index]?.quote ?? '', one.realisedPnl),
      ]),
    ),
    feesPaid: Object.fromEntries(assets.map((asset) => [asset, fees(asset)])),
    snapshots: result.timeMs.length,
  };
  return writer
    .bytes(12)
    .text(JSON.stringify(sorted(footer)))
    .hash.digest('hex');
};

describe('the digest of a run is what its guide says', () => {
  it.each(Object.entries(goldenRuns))('%s', (_name, golden) => {
    const result = goldenResult(golden);
    expect(result.events.length).toBeGreaterThan(40);
    expect(digestOf(golden, result)).toBe(result.digest);
  });
});

describe('a log', () => {
  const keeping = (keep: boolean, heard?: BotEvent[]) =>
    new EventLog({ keep, listener: heard && ((event) => heard.push(event)) });

  it.each([0, 1, 100, 3_900, 3_960, 3_970, 4_086, 4_087, 4_088, 4_090, 4_091, 4_092, 4_096, 5_000, 20_000])(
    'hashes texts of any length, one of %d bytes among them',
    (length) => {
      for (const before of [0, 1, 90, 130, 4_000]) {
        const log = keeping(false);
        const writer = new Writer();
        for (const text of ['a'.repeat(before), 'é'.repeat(length / 2), 'x'.repeat(length), '₿']) {
          log.header(text);
          writer.bytes(1).text(text);
        }
        log.footer('{}');
        expect(log.digest()).toBe(writer.bytes(12).text('{}').hash.digest('hex'));
      }
    },
  );

  it('hashes records of two texts, wherever the first one ends', () => {
    const intent = { type: 'market', instrumentId: 'i', side: 'buy', quantity: 1 } as const;
    for (let length = 3_950; length < 4_110; length++) {
      const guard = 'g'.repeat(length);
      const log = keeping(false);
      log.denied({
        type: 'order-denied',
        timeMs: 1,
        instrumentId: 'i',
        guard,
        code: 'C',
        limit: 2,
        observed: 3,
        intent,
      });
      const writer = new Writer().bytes(7).number(1, 2, 3).text(`i ${guard} C`).text(JSON.stringify(intent));
      expect(log.digest()).toBe(writer.hash.digest('hex'));
    }
  });

  it('keeps events, or passes them on, or neither', () => {
    const event = { type: 'cash-moved', timeMs: 1, asset: 'USDT', amount: 5 } as const;
    const heard: BotEvent[] = [];
    const logs = [keeping(true), keeping(true, heard), keeping(false, heard), keeping(false)];
    for (const log of logs) log.tell(event);
    expect(logs.map(({ events }) => events.length)).toEqual([1, 1, 0, 0]);
    expect(heard).toEqual([event, event]);
    expect(logs.map(({ isHeard }) => isHeard)).toEqual([true, true, true, false]);
  });

  it('closes with its digest, which stays', () => {
    const log = keeping(false);
    log.header('a');
    expect(log.digest()).toBe(log.digest());
  });
});

it('equal values have one canonical text, whatever the order of their keys', () => {
  expect(canonicalJson({ b: 1, a: { d: [3, { f: 1, e: 2 }], c: undefined } })).toBe(
    '{"a":{"d":[3,{"e":2,"f":1}]},"b":1}',
  );
  expect(canonicalJson({ a: [2, 1], B: null, ä: 'ö', '10': 1, '9': 2 })).toBe(
    canonicalJson({ '9': 2, ä: 'ö', a: [2, 1], '10': 1, B: null }),
  );
  expect(canonicalJson(undefined)).toBe('null');
});
