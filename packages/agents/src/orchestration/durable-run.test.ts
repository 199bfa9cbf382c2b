import { type Random, seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { AgentError } from '../errors';
import type { Json } from '../opinion/evidence';
import { profileSeed, share } from '../testing-profile.test-helper';
import { type DurableStep, durableRun } from './durable-run';
import { memoryStepJournal, type StepJournal } from './step-journal';

class Crash extends Error {}

/** A venue that has orders by the keys they came with, and loses no order that it took. */
const venueOf = () => {
  const orders = new Map<string, number>();
  const received: string[] = [];
  return {
    received,
    send: (key: string, size: number): string => {
      received.push(key);
      orders.set(key, (orders.get(key) ?? 0) + size);
      return `order ${received.length}`;
    },
    find: (key: string) => orders.get(key),
    total: () => [...orders.values()].reduce((sum, size) => sum + size, 0),
  };
};

type Venue = ReturnType<typeof venueOf>;

/** Crashes at the n-th place where it could. */
const crashingAt = (crashAt: number) => {
  let place = 0;
  return (): void => {
    place += 1;
    if (place === crashAt) throw new Crash();
  };
};

const stepsOf = (venue: Venue, effects: number, mayCrash: () => void): readonly DurableStep[] => {
  const size: DurableStep = {
    kind: 'pure',
    name: 'size',
    run: () => {
      mayCrash();
      return 2;
    },
  };
  const send = (number: number): DurableStep => ({
    kind: 'effect',
    name: `send ${number}`,
    run: (_, { key }) => {
      mayCrash();
      const order = venue.send(key, 2);
      // The order is there, and nobody has heard of it.
      mayCrash();
      return { order, number };
    },
    confirm: (_, { key }) => {
      mayCrash();
      const found = venue.find(key);
      return found === undefined ? { happened: false } : { happened: true, result: { order: 'confirmed', number } };
    },
  });
  return [size, ...Array.from({ length: effects }, (_, number) => send(number))];
};

/** A journal that can crash before a line is kept, in the middle of it, or after it. */
const crashingJournal = (lines: string[], random: Random, mayCrash: () => void): StepJournal => ({
  read: () => {
    mayCrash();
    return [...lines];
  },
  append: (_, line) => {
    mayCrash();
    const kept = lines.length;
    lines.push(line.slice(0, random.integer(line.length)));
    mayCrash();
    lines[kept] = line;
    mayCrash();
  },
});

it('does each effect once, wherever and however often it crashes', () => {
  const random = seededRandom(profileSeed());
  const runs = share(100, 1_000);
  let crashes = 0;
  for (let run = 0; run < runs; run++) {
    const own = random.split(`run ${run}`);
    const venue = venueOf();
    const lines: string[] = [];
    const effects = 1 + own.integer(3);
    const crashesLeft = own.integer(6);
    let result: Json | undefined;
    for (let attempt = 0; result === undefined; attempt++) {
      const mayCrash = crashingAt(attempt < crashesLeft ? 1 + own.integer(14) : Infinity);
      try {
        const steps = stepsOf(venue, effects, mayCrash);
        const journal = crashingJournal(lines, own, mayCrash);
        result = durableRun({ run: 'r', input: null, steps, journal }) as Json;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        crashes += 1;
      }
    }
    expect(venue.received).toHaveLength(effects);
    expect(new Set(venue.received).size).toBe(effects);
    expect(venue.total()).toBe(2 * effects);
    expect(result).toMatchObject({ number: effects - 1 });
  }
  expect(crashes).toBeGreaterThan(runs);
});

it('crashes at every single place once', () => {
  for (let place = 1; place <= 40; place++) {
    const venue = venueOf();
    const lines: string[] = [];
    const go = (crashAt: number) => {
      const mayCrash = crashingAt(crashAt);
      const journal = crashingJournal(lines, seededRandom(place), mayCrash);
      return durableRun({ run: 'r', input: null, steps: stepsOf(venue, 3, mayCrash), journal });
    };
    try {
      void go(place);
    } catch (error) {
      expect(error).toBeInstanceOf(Crash);
    }
    void go(Infinity);
    expect(venue.total()).toBe(6);
    expect(venue.received).toHaveLength(3);
  }
});

describe('a run', () => {
  const add = (name: string, amount: number): DurableStep => ({
    kind: 'pure',
    name,
    run: (input) => (input as number) + amount,
  });

  it('hands on results, later ones too, and does not repeat what is done', async () => {
    const journal = memoryStepJournal();
    let ran = 0;
    const slow: DurableStep = {
      kind: 'pure',
      name: 'slow',
      run: async (input) => {
        ran += 1;
        return (input as number) * 10;
      },
    };
    const steps = [add('one', 1), slow, add('two', 2)];
    expect(await durableRun({ run: 'r', input: 4, steps, journal })).toBe(52);
    expect(await durableRun({ run: 'r', input: 4, steps, journal })).toBe(52);
    expect(ran).toBe(1);
    expect(await durableRun({ run: 'other', input: 0, steps, journal })).toBe(12);
  });

  it('refuses to go on with other steps or another input', () => {
    const journal = memoryStepJournal();
    void durableRun({ run: 'r', input: 1, steps: [add('one', 1)], journal });
    expect(() => durableRun({ run: 'r', input: 1, steps: [add('two', 1)], journal })).toThrow(
      expect.objectContaining({ code: 'RUN_CHANGED' }),
    );
    expect(() => durableRun({ run: 'r', input: 2, steps: [add('one', 1)], journal })).toThrow(AgentError);
  });

  it('asks about every effect where a line of the journal cannot be read', () => {
    const venue = venueOf();
    const lines: string[] = [];
    const go = () => {
      const journal: StepJournal = { read: () => lines, append: (_, line) => void lines.push(line) };
      return durableRun({ run: 'r', input: null, steps: stepsOf(venue, 2, () => {}), journal });
    };
    void go();
    expect(lines).toHaveLength(5);
    // Both lines of the last effect, as a bad disk leaves them.
    lines.splice(3, 2, lines[3]?.replace('begun', 'be"un') ?? '', '');
    expect(go()).toMatchObject({ order: 'confirmed' });
    expect(venue.total()).toBe(4);
  });

  it('has keys of its own for each run, place and input', () => {
    const keys: string[] = [];
    const noting: DurableStep = {
      kind: 'effect',
      name: 'note',
      run: (_, { key }) => {
        keys.push(key);
        return null;
      },
      confirm: () => ({ happened: false }),
    };
    const go = (run: string, input: Json) =>
      durableRun({ run, input, steps: [noting, noting], journal: memoryStepJournal() });
    void go('a', 1);
    void go('b', 1);
    void go('a', 2);
    expect(new Set(keys).size).toBe(5);
    expect(keys).toHaveLength(6);
  });
});
