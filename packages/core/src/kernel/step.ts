/**
 * The trading rule, once, for backtest, paper and live. One step is one moment of the market:
 *
 * 1. the moment reaches the simulated broker, and resting orders may fill;
 * 2. the ledger applies the fills, then positions are marked;
 * 3. guards update, and may stop the bot;
 * 4. the strategy sees the snapshot and decides;
 * 5. the decision is sized and rounded to the instrument's steps;
 * 6. guards check each order, in list order;
 * 7. approved orders leave; they can fill at the next moment at the earliest.
 *
 * `observe` is 1–3, `act` is 5–7; between them the driver asks the strategy, at once or waiting. Nothing here knows a
 * clock, a network or RxJS: the same state and events give the same effects.
 *
 * @module
 */
import { DataError, StrategyContractError } from '../errors';
import type { Guard, GuardEvent } from '../guard/guard';
import { moveCash } from '../ledger/ledger';
import { show } from '../options';
import { checkIntent } from '../orders/check-intent';
import type { OrderIntent } from '../orders/order-intent';
import type { Decision, Orders } from '../strategy/decision';
import { applyDueControls } from './apply-control';
import { requireData, tell } from './apply-reports';
import { deny } from './deny';
import { heedDemands } from './heed-demands';
import { type Kernel, refreshUnits } from './kernel';
import { positionCost, positionValue } from './portfolio-view';
import { send } from './review';
import { roundIntent } from './round-intent';
import { moveToTargets } from './sizing';
import type { BarView } from './slice';
import { isKept } from './standing-stops';
import { cancelStopped, pursueStops } from './stops';
import type { ValuationStep } from './valuation';

/**
 * Steps 1 to 3, for the moment in `kernel.slice`.
 *
 * One function on purpose: beyond 460 bytecodes V8 leaves it alone and spends its budget on inlining the strategy instead.
 */
export const observe = (kernel: Kernel): void => {
  const { state, slice, valuation, plan } = kernel;
  const { assetValue, mark, balanceUnits } = state;
  const { present, views } = slice;
  const { margined } = kernel;
  if (state.controlCount < plan.controls.length) applyDueControls(kernel, slice.timeMs);
  state.timeMs = slice.timeMs;
  if (state.cashMoves.length < plan.cashMoves.length) moveDueCash(kernel);
  if (state.openOrders.length > 0 || margined.length > 0) {
    state.isMatching = true;
    kernel.session.onSlice(slice);
    state.isMatching = false;
    if (state.stops.length > 0) cancelStopped(kernel);
  }
  for (let place = 0; place < present.length; place++) {
    const index = present[place] as number;
    mark[index] = (views[index] as BarView).close;
  }
  let equity = balanceUnits[kernel.reportingIndex] as number;
  let exposed = 0;
  for (let place = 0; place < valuation.length; place++) {
    const { asset, via, instrument, isInverse, isTraded } = valuation[place] as ValuationStep;
    const price = mark[instrument] as number;
    const known = assetValue[via] as number;
    if (price > 0) assetValue[asset] = isInverse === true ? known / price : known * price;
    const worth = (balanceUnits[asset] as number) * (assetValue[asset] as number);
    equity += worth;
    if (isTraded === true) exposed += worth;
  }
  for (let place = 0; place < margined.length; place++) {
    const index = margined[place] as number;
    const value = positionValue(kernel, index);
    equity += value - positionCost(kernel, index);
    exposed += Math.abs(value);
  }
  if (state.isFullyValued === false) requireValues(kernel);
  state.equity = equity;
  // What is held counts, whether it was bought or brought; nothing of an empty account is exposed.
  state.grossExposure = exposed === 0 ? 0 : exposed / equity;
  state.snapshotCount += 1;
  state.barCount += present.length;
  const { recorder } = plan;
  const at = recorder.next(kernel);
  recorder.equity[at] = equity;
  recorder.exposure[at] = state.grossExposure;
  if (kernel.watchers.length > 0) watch(kernel);
};

/** Deposits and withdrawals whose time has come. */
const moveDueCash = (kernel: Kernel): void => {
  const { state, plan } = kernel;
  for (;;) {
    const due = plan.cashMoves[state.cashMoves.length];
    if (due === undefined || due.timeMs > state.timeMs) return;
    moveCash(state.ledger, due.asset, due.amount);
    refreshUnits(kernel);
    const event = { type: 'cash-moved', timeMs: state.timeMs, asset: due.asset, amount: due.amount } as const;
    state.cashMoves.push(event);
    state.isFullyValued = false;
    plan.log.cashMoved(event);
    tell(kernel, event);
  }
};

/** Equity would be wrong while something is held that nothing has priced yet. */
const requireValues = (kernel: Kernel): void => {
  const { ledger, assetValue, timeMs } = kernel.state;
  kernel.state.isFullyValued = assetValue.every((value) => value > 0);
  ledger.assets.forEach((asset, index) => {
    if ((ledger.balance[index] as number) === 0 || (assetValue[index] as number) > 0) return;
    throw new DataError({
      code: 'NO_PRICE',
      message: `${asset} is held at ${timeMs}, but no event has priced it yet.`,
      remedy: 'Start the run where all held assets have prices, or leave the asset out of cash.',
      context: { asset, timeMs },
    });
  });
};

/**
 * Step 3. All guards hear what happened before the first is asked whether the bot may go on. A guard that fails here has
 * lost sight of the account, so the bot stops.
 */
const watch = (kernel: Kernel): void => {
  const { state, watchers } = kernel;
  for (let place = 0; place < watchers.length; place++) inform(kernel, watchers[place] as number);
  if (state.untold.length > 0) state.untold.length = 0;
  heedDemands(kernel);
};

const inform = (kernel: Kernel, index: number): void => {
  const { state, plan, slice, portfolio } = kernel;
  const guard = plan.guards[index] as Guard;
  if (guard.update === undefined) return;
  try {
    for (let told = 0; told < state.untold.length; told++) {
      state.guards[index] = requireData(guard.update(state.guards[index], state.untold[told] as GuardEvent, portfolio));
    }
    state.guards[index] = requireData(guard.update(state.guards[index], slice, portfolio));
  } catch {
    state.failedGuard ??= guard.name;
  }
};

/** Steps 5 to 7. */
export const act = (kernel: Kernel, decision: Decision): void => {
  const { state } = kernel;
  if (state.stops.length > 0) {
    requireDecision(kernel, decision);
    pursueStops(kernel);
  }
  if (state.delayed.length > 0) {
    requireDecision(kernel, decision);
    retryDelayed(kernel, decision);
  }
  switch (decision?.type) {
    case 'hold':
      return;
    case 'targets':
      if (!moveToTargets(kernel, decision.targets)) throw invalidDecision(kernel, decision);
      return;
    case 'orders':
      requireDecision(kernel, decision);
      sendOrders(kernel, decision);
      return;
    default:
      throw invalidDecision(kernel, decision);
  }
};

const isList = (value: unknown): boolean => {
  if (!Array.isArray(value)) return false;
  for (let index = 0; index < value.length; index++) {
    if (typeof value[index] !== 'object' || value[index] === null) return false;
  }
  return true;
};

const requireDecision = (kernel: Kernel, decision: Decision): void => {
  switch (decision?.type) {
    case 'hold':
      return;
    case 'targets':
      if (isList(decision.targets)) return;
      break;
    case 'orders':
      if (Array.isArray(decision.orders) && (decision.cancel === 'all' || Array.isArray(decision.cancel))) return;
  }
  throw invalidDecision(kernel, decision);
};

const invalidDecision = (kernel: Kernel, decision: unknown): StrategyContractError =>
  new StrategyContractError({
    code: 'INVALID_DECISION',
    message: `Decision ${kernel.state.snapshotCount} was ${show(decision)}.`,
    remedy: 'Return hold, target(...), targets(...) or orders(...); hold is the decision to do nothing.',
    context: { snapshot: kernel.state.snapshotCount },
  });

/**
 * A target for an instrument replaces what was delayed for it, and `cancel: 'all'` withdraws all of it; every other
 * delayed intent is checked again.
 */
const retryDelayed = (kernel: Kernel, decision: Decision): void => {
  const { delayed } = kernel.state;
  kernel.state.delayed = [];
  const replaced = new Set(decision.type === 'targets' ? decision.targets.map(({ instrumentId }) => instrumentId) : []);
  const isWithdrawn = decision.type === 'orders' && decision.cancel === 'all';
  for (const intent of delayed) {
    if (isWithdrawn)
      deny(kernel, intent, { guard: 'strategy', code: 'DELAYED_ORDER_CANCELLED', limit: 0, observed: 0 });
    else if (!replaced.has(intent.instrumentId)) send(kernel, intent);
  }
};

const sendOrders = (kernel: Kernel, { orders, cancel }: Orders): void => {
  const { state, session } = kernel;
  // All or nothing: an order that is none stops the decision before its cancels leave.
  const checked = orders.map((intent) => checkOrder(kernel, intent));
  for (const order of [...state.openOrders]) {
    if (cancel !== 'all' && !cancel.includes(order.clientOrderId)) continue;
    if (state.stops.length === 0 || !isKept(kernel, order)) session.cancel(order, 'requested');
  }
  for (const intent of checked) {
    const refusal = roundIntent(kernel, intent);
    if ('code' in refusal) deny(kernel, intent, { guard: 'sizing', ...refusal });
    else send(kernel, refusal);
  }
};

const checkOrder = (kernel: Kernel, intent: OrderIntent): OrderIntent => {
  try {
    const checked = checkIntent(intent);
    if (kernel.indexOf.has(checked.instrumentId)) return checked;
  } catch (cause) {
    throw new StrategyContractError({
      code: 'INVALID_ORDER',
      message: `Decision ${kernel.state.snapshotCount}: ${(cause as Error).message}`,
      context: { snapshot: kernel.state.snapshotCount, intent },
      cause,
    });
  }
  throw new StrategyContractError({
    code: 'UNKNOWN_INSTRUMENT',
    message: `Decision ${kernel.state.snapshotCount} ordered ${JSON.stringify(intent.instrumentId)}, which this run does not trade.`,
    remedy: `Use one of ${[...kernel.indexOf.keys()].join(', ')}.`,
    context: { snapshot: kernel.state.snapshotCount, instrumentId: intent.instrumentId },
  });
};
