import { type BotEvent, type Decision, hold, orders, type Random, type StateStore, seededRandom } from '@sigmax/core';
import { memoryStore } from '../store/memory-store';
import type { KillSwitch } from './kill-switch';
import type { KillSwitchEvent, VenueReport } from './kill-switch-event';
import { limit, liveBot, venueBroker } from './live-bot.test-helper';
import type { Behaviour, Request, ScriptedVenue, VenueScript } from './scripted-venue.test-helper';
import { type Switchboard, signed, switchboard } from './switchboard.test-helper';
import type { VirtualClock } from './virtual-clock.test-helper';

/** What a storm did, and every promise that was broken, in words. */
export interface StormReport {
  readonly faults: readonly string[];
  readonly orders: number;
  readonly restarts: number;
  readonly fillsAfterKill: number;
  readonly lateAnswers: number;
  /** From the kill, or from the last restart after it, to the end at the healthy venue. */
  readonly healthyMs: number;
  readonly state: string;
}

type Moment = 'outside' | 'in a fill' | 'in order-submitted' | 'twice' | 'narrow first' | 'in a listener of the switch';

const moments: readonly Moment[] = [
  'outside',
  'in a fill',
  'in order-submitted',
  'twice',
  'narrow first',
  'in a listener of the switch',
];

const pick = <Value>(random: Random, values: readonly Value[]): Value => values[random.integer(values.length)] as Value;

const chance = (random: Random, share: number): boolean => random.uniform() < share;

/** A venue script, and when the venue is well again. */
type Weather = VenueScript & { readonly wellMs: number };

/** A venue that refuses to cancel, one that is deaf or slow for a time, and one that is well. */
const scripts = (clock: () => VirtualClock, random: Random): readonly Weather[] => {
  const optional = ['cancelAll', 'knownOrders'] as const;
  const shape = () => ({ without: optional.filter(() => chance(random, 0.4)) });
  const latency = (most: number) => () => 1 + random.uniform() * most;
  const endsMs = (): number => 1_000_000 + (chance(random, 0.5) ? 3_000 + random.integer(6_000) : 1e12);
  const [refusesUntilMs, deafUntilMs] = [endsMs(), endsMs()];
  const refusal: Behaviour = chance(random, 0.3) ? 'throw' : 'reject';
  const deafness = (request: Request): Behaviour =>
    request === 'openOrders'
      ? pick(random, ['lost', { late: 2_100 + random.integer(6_000) }, 'unheard'] as const)
      : pick(random, ['lost', { late: 2_100 + random.integer(6_000) }] as const);
  return [
    {
      name: 'a',
      wellMs: refusesUntilMs,
      ...shape(),
      latencyMs: latency(200),
      behaviour: (request) =>
        request !== 'openOrders' && clock().nowMs() < refusesUntilMs ? refusal : ('ok' as const),
    },
    {
      name: 'b',
      wellMs: deafUntilMs,
      ...shape(),
      latencyMs: latency(400),
      behaviour: (request) => (clock().nowMs() < deafUntilMs ? deafness(request) : 'ok'),
    },
    { name: 'c', wellMs: 0, ...shape(), latencyMs: latency(400) },
  ];
};

const instruments = ['a', 'b', 'c'].flatMap((venue) => [`${venue}:BTC/USDT`, `${venue}:ETH/USDT`]);

/** One bot of a process: it orders at its first moment, and goes on ordering as long as it lives. */
const startBot = (
  board: Switchboard,
  kill: KillSwitch,
  given: {
    readonly runId: string;
    readonly count: number;
    readonly memory: StateStore;
    readonly random: Random;
    readonly filled: Set<string>;
    readonly react: (event: BotEvent) => void;
  },
) => {
  const { runId, count, memory, random, filled, react } = given;
  const { clock, venues } = board;
  const made = venueBroker({ clock, venues, filled, arrivalMs: () => random.uniform() * 400 });
  const decide = (index: number): Decision => {
    const size = index === 0 ? count : random.integer(4);
    if (size === 0) return hold;
    return orders(Array.from({ length: size }, (_, place) => limit(instruments[place % instruments.length] as string)));
  };
  const bot = liveBot({ instruments, decide, broker: made.broker, controls: kill.controls, memory, runId, react });
  return { ...bot, ...made };
};

/**
 * One process after another over the same stores: bots place orders, everything is killed in the middle of something, venues
 * fail, fills arrive, listeners throw, the process restarts. What must hold is looked at from outside, at the venues.
 */
export const storm = async (seed: number, orderCount: number): Promise<StormReport> => {
  const random = seededRandom(seed);
  const faults: string[] = [];
  const weather = scripts(() => board.clock, random.split('venues'));
  const board: Switchboard = switchboard(weather);
  const { clock, venues } = board;
  const healthy = venues[2] as ScriptedVenue;
  const filled = new Set<string>();
  const memories = [memoryStore(), memoryStore()];
  const moment = pick(random, moments);
  const breaks = random.split('breaks');
  let kill = board.start();
  let bots: ReturnType<typeof startBot>[] = [];
  let generation = 0;
  let killedMs: number | undefined;
  let sentBefore = 0;
  let restarts = 0;
  let fillsAfterKill = 0;
  let earlier = 0;

  const sent = (): number => earlier + bots.reduce((sum, { submitted }) => sum + submitted.length, 0);
  const openAt = (venue: ScriptedVenue): number => venue.open.size;

  /** Hands the kill over, and looks at once what every venue was asked within the same tick. */
  const killNow = (request: Parameters<KillSwitch['kill']>[0]): void => {
    const before = venues.map(({ requests }) => requests.length);
    const open = venues.map((venue) => [...venue.open.keys()]);
    const wasKilled = kill.report().latches.some(({ scope }) => Object.keys(scope).length === 0);
    const mark = bots.map(({ submitted }) => submitted.length);
    kill.kill(request);
    if (bots.some(({ submitted }, index) => submitted.length !== mark[index]))
      faults.push('an order left during the kill');
    if (wasKilled || request.scope !== undefined) return;
    killedMs ??= clock.nowMs();
    sentBefore = sent();
    for (const [index, venue] of venues.entries()) {
      const asked = venue.requests.slice(before[index]);
      const named = new Set(asked.flatMap(({ argument, request: what }) => (what === 'cancel' ? [argument] : [])));
      const isHanded =
        asked.some(({ request: what }) => what === 'cancelAll') ||
        (venue.cancelAll === undefined &&
          asked.some(({ request: what }) => what === 'openOrders') &&
          (venue.knownOrders === undefined || open[index]?.every((id) => named.has(id)) === true));
      if (!isHanded) faults.push(`${venue.name} was not asked in the tick of the kill`);
    }
  };

  const everything = (): void => {
    if (moment === 'twice') killNow(signed);
    if (moment === 'narrow first') killNow({ scope: { venue: 'b' }, ...signed });
    killNow(signed);
  };

  const react = (event: BotEvent): void => {
    if (killedMs === undefined && moment === 'in order-submitted' && event.type === 'order-submitted') {
      if (chance(breaks, 0.02)) everything();
    }
    if (killedMs === undefined && moment === 'in a fill' && event.type === 'fill') everything();
    if (chance(breaks, 0.05)) throw new Error('a subscriber of a bot');
  };

  const startProcess = (): void => {
    generation += 1;
    const listeners: readonly ((event: KillSwitchEvent) => unknown)[] = [
      (event) => {
        if (event.type === 'kill-state' && event.to === 'done' && venues.some((venue) => openAt(venue) > 0))
          faults.push('done while something is open');
        if (event.type === 'venue-cleared') {
          const venue = venues.find(({ name }) => name === event.venue) as ScriptedVenue;
          if (openAt(venue) > 0) faults.push(`${event.venue} was called clear with ${openAt(venue)} open`);
        }
      },
      (event) => {
        if (moment === 'in a listener of the switch' && event.type === 'control-sent') everything();
        if (killedMs !== undefined && chance(breaks, 0.3)) kill.kill(signed);
        if (chance(breaks, 0.3)) throw new Error('a listener of the switch');
      },
      async () => {
        if (chance(breaks, 0.3)) throw new Error('an asynchronous listener');
      },
    ];
    kill = board.start({ listeners });
    bots = memories.map((memory, index) =>
      startBot(board, kill, {
        runId: `run${generation}-${index}`,
        count: Math.ceil(orderCount / 2),
        memory,
        random: random.split(`bot ${generation} ${index}`),
        filled,
        react,
      }),
    );
  };

  const endProcess = (): void => {
    earlier = sent();
    kill.close();
    for (const { subscription } of bots) subscription.unsubscribe();
    bots = [];
  };

  const fillSome = (venue: ScriptedVenue, most: number): void => {
    const ids = [...venue.open.keys()];
    for (let count = random.integer(most + 1); count > 0 && ids.length > 0; count--) {
      const id = pick(random, ids);
      if (!venue.fill(id)) continue;
      filled.add(id);
      if (killedMs !== undefined) fillsAfterKill += 1;
    }
  };

  const tick = (): void => {
    for (const bot of bots) bot.tick();
  };

  startProcess();
  tick();
  await clock.advance(random.uniform() * 600);
  for (const venue of venues) fillSome(venue, 3);
  tick();
  if (moment === 'in a listener of the switch') kill.send({ type: 'pause', ...signed });
  if (killedMs === undefined) everything();
  let startMs = killedMs ?? 0;

  const lives = random.integer(3);
  for (let life = 0; life <= lives; life++) {
    for (let step = random.integer(6); step > 0; step--) {
      await clock.advance(random.uniform() * 500);
      for (const venue of venues) fillSome(venue, 2);
      tick();
    }
    if (life === lives) break;
    endProcess();
    await clock.advance(random.uniform() * 300);
    restarts += 1;
    startProcess();
    startMs = clock.nowMs();
    if (kill.state === 'armed') faults.push('armed after a restart');
    // Not one event of the market has come.
    for (const bot of bots) {
      if (!bot.events.some((event) => event.type === 'bot-halted' && event.code === 'KILL_SWITCH'))
        faults.push('a bot is alive before its first market event');
    }
    tick();
  }

  let healthyMs = Number.NaN;
  const isHealthyClear = (): boolean => kill.report().venues[2]?.status === 'clear';
  await clock.advance(startMs + 5_000 - clock.nowMs(), () => {
    if (!isHealthyClear()) return false;
    healthyMs = clock.nowMs() - startMs;
    return true;
  });
  if (!isHealthyClear() || openAt(healthy) > 0) faults.push(`the healthy venue has ${openAt(healthy)} open after 5 s`);
  await clock.advance(startMs + 22_000 - clock.nowMs());
  tick();
  if (sent() !== sentBefore) faults.push(`${sent() - sentBefore} orders left after the kill`);
  const { state, venues: told } = kill.report();
  for (const [index, venue] of venues.entries()) {
    const { status } = told[index] as VenueReport;
    const isWell = clock.nowMs() > (weather[index]?.wellMs ?? 0) + 10_000;
    // What cannot be asked may be empty and is not called clear; what can be asked has to be by now.
    if (status === 'clear' ? openAt(venue) > 0 : isWell)
      faults.push(`${venue.name} is ${status} with ${openAt(venue)} open`);
  }
  if ((state === 'done') !== told.every(({ status }) => status === 'clear')) faults.push(`the state is ${state}`);
  for (const bot of bots) if (bot.failure() !== undefined) faults.push(`a bot failed: ${String(bot.failure())}`);
  const report = {
    faults: [...new Set(faults)],
    orders: sentBefore,
    restarts,
    fillsAfterKill,
    lateAnswers: told.reduce((sum, { lateAnswers }) => sum + lateAnswers, 0),
    healthyMs,
    state,
  };
  endProcess();
  return report;
};
