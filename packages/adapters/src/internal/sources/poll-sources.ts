import { type Clock, type Random, type SigmaxError, seededRandom } from '@sigmax/core';
import { Observable } from 'rxjs';
import { backoffMs, nextWaitMs } from './backoff';
import { type ItemMemory, itemMemory } from './item-memory';
import { asSourceError, pollOnce } from './poll-once';
import { type PollSettings, type PollSourcesOptions, readPollOptions } from './poll-options';
import type { Source, SourceAnswer, SourceDraft } from './source';
import type { SourceErrorCode } from './source-error';
import { newHealth, type SourceHealth, type SourcesReport, sourcesReport } from './source-health';
import { contentHash, type SourceItem, sourceItem, statusItem } from './source-item';

/** Something new reached us: a headline, a figure, or the word that a source is up or down. */
export interface ItemReceived {
  readonly type: 'received';
  readonly item: SourceItem;
}

/** A source was looked at, with or without success. Comes after the items of that look. */
export interface SourcePolled {
  readonly type: 'polled';
  readonly source: string;
  readonly timeMs: number;
  readonly isUp: boolean;
  readonly report: SourcesReport;
}

export type SourceEvent = ItemReceived | SourcePolled;

/** Guids that are remembered in all: 20 sources of 200 items, five times over. */
const maximumKnown = 20_000;

/** What all sources of one subscription share. */
interface Shared {
  readonly settings: PollSettings;
  readonly clock: Clock;
  readonly memory: ItemMemory;
  readonly healths: Map<string, SourceHealth>;
  readonly emit: (event: SourceEvent) => void;
  readonly fail: (error: unknown) => void;
}

/** Whether a headline is no news any more. One without a date may be. */
const isTooOld = (
  { text, publishedAtMs }: SourceDraft,
  receivedAtMs: number,
  maximumAgeMs = Number.POSITIVE_INFINITY,
): boolean => text !== undefined && publishedAtMs !== undefined && receivedAtMs - publishedAtMs > maximumAgeMs;

/** One source in one subscription: looks, tells, waits, and looks again. */
class Loop {
  readonly #source: Source;
  readonly #open: ReturnType<Source['open']>;
  readonly #shared: Shared;
  readonly #random: Random;
  readonly #life = new AbortController();
  #stopTimer: () => void = () => undefined;
  #statusAtMs: number | undefined;

  constructor(source: Source, shared: Shared, random: Random) {
    this.#source = source;
    this.#shared = shared;
    this.#random = random;
    this.#open = source.open();
  }

  stop(): void {
    this.#stopTimer();
    this.#life.abort();
  }

  /** Rejects only where a mistake of ours is heard of. */
  async look(): Promise<void> {
    const { clock, settings } = this.#shared;
    const { signal } = this.#life;
    const { id, timeoutMs = settings.timeoutMs } = this.#source;
    const [items, next] = await pollOnce(this.#open, { source: id, clock, timeoutMs, signal })
      .then((answer) => this.#worked(answer))
      .catch((error: unknown) => [[], this.#failed(asSourceError(id, error))] as const);
    if (signal.aborted) return;
    for (const item of items) this.#shared.emit({ type: 'received', item });
    this.#tell(next);
    const waitMs = (next.nextMs as number) - (next.lastTriedMs as number);
    // A subscriber may have gone while it was told.
    if (!this.#life.signal.aborted) this.#stopTimer = clock.after(waitMs, () => this.start());
  }

  start(): void {
    this.look().catch(this.#shared.fail);
  }

  get #health(): SourceHealth {
    return this.#shared.healths.get(this.#source.id) as SourceHealth;
  }

  #worked(answer: SourceAnswer): readonly [readonly SourceItem[], SourceHealth] {
    const { clock, settings, memory } = this.#shared;
    const { id: source, trust, minimumEveryMs = 0 } = this.#source;
    const receivedAtMs = clock.nowMs();
    const items: SourceItem[] = [];
    const counts = { repeated: 0, sameStory: 0, tooOld: 0 };
    // Feeds put the newest first; what came together is told in the order in which it was written. All are hashed before any is remembered: one that cannot be must not make the others known.
    const hashed = [...answer.drafts].reverse().map((draft) => ({ draft, hash: contentHash(draft.content) }));
    for (const { draft, hash } of hashed) {
      const novelty = memory.judge(source, draft, hash, receivedAtMs);
      if (novelty.type === 'repeated') counts.repeated += 1;
      else if (novelty.type === 'same-story') counts.sameStory += 1;
      else if (isTooOld(draft, receivedAtMs, settings.maximumAgeMs)) counts.tooOld += 1;
      else {
        const { instruments } = settings;
        const receipt = { source, trust, receivedAtMs, contentHash: hash, instruments, revises: novelty.revises };
        items.push(sourceItem(draft, receipt));
      }
    }
    const before = this.#health;
    const health = {
      ...before,
      isUp: true,
      lastTriedMs: receivedAtMs,
      lastWorkedMs: receivedAtMs,
      nextMs: receivedAtMs + Math.max(minimumEveryMs, nextWaitMs(settings, this.#random)),
      failures: 0,
      error: undefined,
      looks: before.looks + 1,
      unchanged: before.unchanged + (answer.isUnchanged ? 1 : 0),
      received: before.received + items.length,
      repeated: before.repeated + counts.repeated,
      sameStory: before.sameStory + counts.sameStory,
      tooOld: before.tooOld + counts.tooOld,
      refused: before.refused + answer.refused.length,
      lastRefused: answer.refused.at(-1)?.problem ?? before.lastRefused,
      leftOut: before.leftOut + answer.leftOut,
    };
    return [items, health];
  }

  #failed(error: SigmaxError): SourceHealth {
    const { clock, settings } = this.#shared;
    const before = this.#health;
    const lastTriedMs = clock.nowMs();
    const failures = before.failures + 1;
    const waitMs = backoffMs(error, failures, settings, this.#random);
    return {
      ...before,
      isUp: false,
      lastTriedMs,
      nextMs: lastTriedMs + Math.max(this.#source.minimumEveryMs ?? 0, waitMs),
      failures,
      error: { code: error.code as SourceErrorCode, message: error.message },
      looks: before.looks + 1,
    };
  }

  #tell(health: SourceHealth): void {
    const { settings, healths, emit } = this.#shared;
    const { source, isUp, lastTriedMs, error } = health;
    const timeMs = lastTriedMs as number;
    const isDue = this.#statusAtMs === undefined || timeMs - this.#statusAtMs >= settings.statusEveryMs;
    const hasChanged = isUp !== this.#health.isUp;
    healths.set(source, health);
    if (isDue || hasChanged) {
      this.#statusAtMs = timeMs;
      emit({ type: 'received', item: statusItem(source, timeMs, isUp, error?.code) });
    }
    emit({ type: 'polled', source, timeMs, isUp, report: sourcesReport(timeMs, healths.values()) });
  }
}

/** A clock whose time does not step back: items are told in the order in which they were received. */
const forwards = (clock: Clock): Clock => {
  let latestMs = Number.NEGATIVE_INFINITY;
  return {
    nowMs: () => {
      latestMs = Math.max(latestMs, clock.nowMs());
      return latestMs;
    },
    after: (delayMs, callback) => clock.after(delayMs, callback),
  };
};

/**
 * Asks sources again and again and streams what is new, once: headlines, figures, and whether each source is up.
 *
 * Every source is asked at once and then every `everyMs` ± 10 %, independently of the others: one that hangs or fails delays none. A source
 * that fails says nothing, `coverage` of the report falls, and it is asked again after a wait that doubles with each failure, no earlier than
 * the server asked for. What a source repeats, and a headline whose story another told, does not come again.
 *
 * - Units: times in ms since the epoch, UTC. `receivedAtMs` is when the look that brought an item ended, and never steps back.
 * - State: cold; each subscription has sources, memory and waits of its own. Unsubscribing aborts requests and timers.
 * - Errors: none from a source; they stand in the report, with `source`, code and message, without secrets.
 *
 * @throws {InvalidOptionsError} at the call: no source, an id twice, an option that is wrong.
 * @example
 * ```ts no-run
 * import { coinDesk, decrypt, pollSources } from '@sigmax/adapters/news';
 * pollSources([coinDesk(), decrypt()]).subscribe((event) => {
 *   if (event.type === 'received') console.log(event.item.receivedAtMs, event.item.content);
 *   else if (!event.isUp) console.error(event.source, event.report.coverage);
 * });
 * ```
 */
export const pollSources = (sources: readonly Source[], options: PollSourcesOptions = {}): Observable<SourceEvent> => {
  const settings = readPollOptions(sources, options, 'pollSources');
  return new Observable((subscriber) => {
    const clock = forwards(settings.clock);
    const random = settings.random ?? seededRandom(Math.floor(Math.abs(clock.nowMs())));
    const healths = new Map(settings.sources.map(({ id }) => [id, newHealth(id, settings.weights[id] ?? 1)] as const));
    const memory = itemMemory({ ...settings, maximumKnown });
    const shared: Shared = {
      settings,
      clock,
      memory,
      healths,
      emit: (event) => subscriber.next(event),
      fail: (error) => subscriber.error(error),
    };
    const loops = settings.sources.map((source) => new Loop(source, shared, random.split(source.id)));
    subscriber.add(() => {
      for (const loop of loops) loop.stop();
    });
    for (const loop of loops) loop.start();
  });
};
