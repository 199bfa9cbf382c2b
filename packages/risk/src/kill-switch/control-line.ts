import type { Control } from '@sigmax/core';
import { Observable, type Subscriber } from 'rxjs';
import { guarded } from './announcer';

/** The bots that listen to a switch. */
export interface ControlLine {
  /** For a bot over some instruments; `undefined` for one that hears everything. */
  controls(instrumentIds: readonly string[] | undefined): Observable<Control>;
  /** Tells every bot at once, until `isStale`: what a bot does on hearing it may have overtaken it. */
  send(control: Control, isFor: (ids: readonly string[] | undefined) => boolean, isStale?: () => boolean): void;
}

/**
 * Makes a control line. `standing` are told to a bot when it subscribes, before anything else; a bot that throws keeps nothing
 * from the others.
 */
export const controlLine = (
  standing: (instrumentIds: readonly string[] | undefined) => readonly Control[],
  failed: (message: string) => void,
): ControlLine => {
  const bots = new Map<Subscriber<Control>, readonly string[] | undefined>();
  return {
    controls: (instrumentIds) =>
      new Observable<Control>((bot) => {
        // Listed before it is told: a kill that it causes has to reach it, too.
        bots.set(bot, instrumentIds);
        for (const control of standing(instrumentIds)) guarded(() => bot.next(control), failed);
        return () => bots.delete(bot);
      }),
    send: (control, isFor, isStale = () => false) => {
      for (const [bot, ids] of [...bots]) {
        if (isStale()) return;
        if (isFor(ids)) guarded(() => bot.next(control), failed);
      }
    },
  };
};
