import { AgentError } from '../errors';
import { type NowOrLater, nowOrLater, wait } from '../now-or-later';
import { contentHash } from '../opinion/content-hash';
import type { Json } from '../opinion/evidence';
import { readRecords, recordLine, type StepJournal, type StepRecord } from './step-journal';

/** What comes with a step besides its input. */
export interface StepCall {
  /** The same for the same step of the same run, however often it is tried: an order's id, an idempotency key. */
  readonly key: string;
}

/** A step that changes nothing outside: it may be done again. */
export interface PureStep {
  readonly kind: 'pure';
  readonly name: string;
  run(input: Json, call: StepCall): NowOrLater<Json>;
}

/** Whether an effect has happened, as the other side says. */
export type Confirmation = { readonly happened: true; readonly result: Json } | { readonly happened: false };

/** A step that changes something outside, and must not be done twice. */
export interface EffectStep {
  readonly kind: 'effect';
  readonly name: string;
  run(input: Json, call: StepCall): NowOrLater<Json>;
  /** Asks the other side, by the key, whether it happened. Never sends. */
  confirm(input: Json, call: StepCall): NowOrLater<Confirmation>;
}

export type DurableStep = PureStep | EffectStep;

export interface DurableRunOptions {
  /** Names the run; the same name goes on with the same run. */
  readonly run: string;
  readonly input: Json;
  /** Each gets what the one before gave. */
  readonly steps: readonly DurableStep[];
  readonly journal: StepJournal;
}

const changed = (run: string, place: number, expected: string, found: string): AgentError =>
  new AgentError({
    code: 'RUN_CHANGED',
    message: `Run ${run}: step ${place} is ${expected} now and was ${found} when the journal was written.`,
    remedy: 'Go on with the code that began the run, or begin another run.',
    context: { run, place, expected, found },
  });

/**
 * Does steps one after the other, and goes on after a crash without doing an effect twice.
 *
 * Each step's result is written down before the next begins, so that what is done is not done again. That an effect is about to happen
 * is written down before it does. When a run finds an effect that was begun and not ended, or a line that a crash left unfinished, nobody
 * knows whether it happened: the other side is asked by `confirm`, and only what it says did not happen is done, under the same key.
 *
 * key = SHA-256 of run, place, name and input of the step.
 *
 * - State: the journal. Errors: what a step throws ends the run, which can be gone on with; `AgentError` RUN_CHANGED when the
 *   journal has other steps.
 *
 * @example
 * ```ts
 * import { durableRun, memoryStepJournal } from '@sigmax/agents';
 * const sent: string[] = [];
 * const journal = memoryStepJournal();
 * const steps = [
 *   { kind: 'pure' as const, name: 'size', run: () => 2 },
 *   {
 *     kind: 'effect' as const,
 *     name: 'notify',
 *     run: (size: unknown, { key }: { key: string }) => { sent.push(key); return `sent ${size}`; },
 *     confirm: () => ({ happened: false as const }),
 *   },
 * ];
 * await durableRun({ run: 'run-1', input: null, steps, journal }); // => 'sent 2'
 * await durableRun({ run: 'run-1', input: null, steps, journal }); // => 'sent 2'
 * sent.length; // => 1
 * ```
 */
export const durableRun = ({ run, input, steps, journal }: DurableRunOptions): NowOrLater<Json> =>
  nowOrLater(function* () {
    const { records, isDamaged } = readRecords(yield* wait(journal.read(run)));
    let state = input;
    for (const [place, step] of steps.entries()) {
      const key = contentHash([run, place, step.name, state]);
      const own = records.filter((record) => record.place === place);
      for (const record of own) {
        if (record.step !== step.name) throw changed(run, place, step.name, record.step);
        if (record.key !== key) throw changed(run, place, `${step.name} with key ${key}`, `with key ${record.key}`);
      }
      const done = own.find(({ phase }) => phase === 'done');
      if (done !== undefined) {
        state = done.result ?? null;
        continue;
      }
      const write = (record: Pick<StepRecord, 'phase' | 'result'>): NowOrLater<void> =>
        journal.append(run, recordLine({ place, step: step.name, key, ...record }));
      let confirmed: Confirmation = { happened: false };
      if (step.kind === 'effect') {
        // A line that cannot be read may have said that this was begun. Asking costs nothing, doing it twice does.
        if (own.length > 0 || isDamaged) confirmed = yield* wait(step.confirm(state, { key }));
        if (own.length === 0) yield* wait(write({ phase: 'begun' }));
      }
      const result: Json = confirmed.happened ? confirmed.result : yield* wait(step.run(state, { key }));
      yield* wait(write({ phase: 'done', result }));
      state = result;
    }
    return state;
  });
