import { type CheckedControl, checkControl } from '../control/control';
import { type Scope, venueOf } from '../control/scope';
import { tell } from './apply-reports';
import { heedDemands } from './heed-demands';
import type { Kernel } from './kernel';
import { lift, now, operator, pursueStops, stop } from './stops';

const day = 86_400_000;

const refuse = (kernel: Kernel, code: string, message: string): void => {
  const event = { type: 'control-refused', timeMs: now(kernel), code, message } as const;
  kernel.plan.log.controlRefused(event);
  tell(kernel, event);
};

/** A kill is never refused: one that cannot be read stops everything. */
const checked = (kernel: Kernel, raw: unknown): CheckedControl | undefined => {
  try {
    return checkControl(raw);
  } catch (cause) {
    refuse(kernel, 'INVALID_CONTROL', cause instanceof Error ? cause.message : String(cause));
    if (Object(raw).type !== 'kill') return undefined;
    return { type: 'kill', scope: {}, action: 'cancel', reason: 'A kill that could not be read.', by: 'sigmax' };
  }
};

/** A stop that names what the bot does not trade was meant to stop something: it stops everything. */
const known = (kernel: Kernel, scope: Scope): Scope | undefined => {
  const { instrumentId, venue } = scope;
  const isKnown = kernel.plan.instruments.some(
    ({ id }) => (instrumentId === undefined || id === instrumentId) && (venue === undefined || venueOf(id) === venue),
  );
  return isKnown && Object.keys(scope).length > 0 ? scope : undefined;
};

const operate = (kernel: Kernel, control: Extract<CheckedControl, { type: 'kill' | 'pause' }>): void => {
  const scope = known(kernel, control.scope as Scope);
  const isKill = control.type === 'kill';
  const isHeldByNone = isKill && control.action === 'flatten' && control.scope.tag !== undefined;
  if (isHeldByNone) {
    refuse(kernel, 'TAG_HOLDS_NOTHING', 'A position has no tag: its orders are cancelled, and nothing is sold.');
  }
  stop(kernel, {
    guard: operator,
    action: isHeldByNone ? 'cancel' : isKill ? control.action : 'pause',
    code: isKill ? 'KILL_SWITCH' : 'PAUSED',
    limit: 0,
    observed: 0,
    reason: `${control.reason} (${control.by})`,
    ...(scope === undefined ? undefined : { scope }),
    ...(isKill && control.collarRate !== undefined ? { collarRate: control.collarRate } : undefined),
  });
};

const rearm = (kernel: Kernel, { of, scope, reason, by }: Extract<CheckedControl, { type: 'rearm' }>): void => {
  // What became a stop of everything is lifted by the scope that was asked for.
  const place = scope === undefined || of !== operator ? scope : (known(kernel, scope as Scope) ?? {});
  if (!lift(kernel, of, place as Scope | undefined)) {
    // Sorted, since guards that stop in one moment stand in the order of their list, which must not matter.
    const origins = [...new Set(kernel.state.stops.map(({ guard }) => guard))].sort().join(', ');
    refuse(
      kernel,
      'NOTHING_TO_REARM',
      `${of} has stopped nothing; stopped by: ${origins === '' ? 'nobody' : origins}.`,
    );
    return;
  }
  tell(kernel, {
    type: 'bot-rearmed',
    timeMs: now(kernel),
    of,
    reason,
    by,
    ...(scope === undefined ? undefined : { scope: scope as Scope }),
  });
  kernel.plan.memory?.save(kernel);
};

const override = (kernel: Kernel, { guard, untilMs }: Extract<CheckedControl, { type: 'override' }>): void => {
  const { state, plan } = kernel;
  const one = plan.guards.find(({ name }) => name === guard);
  if (one === undefined) {
    refuse(
      kernel,
      'UNKNOWN_GUARD',
      `There is no guard ${guard}; there are ${plan.guards.map(({ name }) => name).join(', ')}.`,
    );
  } else if (one.isSoft !== true) {
    refuse(kernel, 'HARD_LIMIT', `Guard ${guard} is a hard limit and cannot be overridden.`);
  } else if (!(untilMs > state.timeMs && untilMs <= state.timeMs + day)) {
    refuse(kernel, 'OVERRIDE_TOO_LONG', `An override ends within a day of ${state.timeMs}; untilMs was ${untilMs}.`);
  } else {
    state.overrides = [...state.overrides.filter((other) => other.guard !== guard), { guard, untilMs }];
  }
};

/**
 * Applies what an operator says, at once and whatever the bot is doing. A control that is none is refused with an event and
 * changes nothing.
 */
export const applyControl = (kernel: Kernel, raw: unknown): void => {
  const control = checked(kernel, raw);
  if (control === undefined) return;
  const event = { type: 'control', timeMs: now(kernel), control } as const;
  kernel.plan.log.control(event);
  tell(kernel, event);
  if (control.type === 'kill' || control.type === 'pause') operate(kernel, control);
  if (control.type === 'rearm') rearm(kernel, control);
  if (control.type === 'override') override(kernel, control);
  if (kernel.state.isMatching) return;
  heedDemands(kernel);
  if (kernel.state.stops.length > 0 && kernel.state.snapshotCount > 0) pursueStops(kernel);
};

/** Applies the scheduled controls that come before a moment. */
export const applyDueControls = (kernel: Kernel, beforeMs: number): void => {
  const { state, plan } = kernel;
  for (;;) {
    const due = plan.controls[state.controlCount];
    if (due === undefined || !(due.timeMs < beforeMs)) return;
    state.controlCount += 1;
    state.timeMs = Math.max(state.timeMs, due.timeMs);
    applyControl(kernel, due.control);
  }
};
