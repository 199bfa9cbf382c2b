import {
  type BotHalted,
  canonicalJson,
  describeScope,
  type OrderDelayed,
  type OrderDenied,
  type OrderShrunk,
} from '@sigmax/core';
import { sha256OfText } from '../store/sha256-of-text';
import type { DecisionRecord } from './decision-record';
import { reasons } from './reasons';

/** What a decision can be read from. */
export type DecisionEvent = OrderDenied | OrderShrunk | OrderDelayed | BotHalted;

/** At most 6 digits, the same everywhere. */
const shown = (value: number): string => String(Number(value.toPrecision(6)));

const formatted = (value: number | undefined, unit: string): string => {
  if (value === undefined) return 'an unknown value';
  if (unit === '%') return `${shown(100 * value)} %`;
  return unit === ' ms' ? `${shown(value)} ms` : shown(value);
};

/** Why, as the end of a sentence; codes that are not in the table speak for themselves. */
export const reasonOf = ({ code, limit, observed }: Pick<OrderDenied, 'code' | 'limit' | 'observed'>): string => {
  const known = Object.hasOwn(reasons, code) ? reasons[code] : undefined;
  if (known === undefined) {
    const words = code.toLowerCase().replaceAll('_', ' ');
    return `${words}, ${formatted(observed, '')} against a limit of ${formatted(limit, '')}`;
  }
  return known.replace(/\{(limit|observed)(%| ms|)\}/g, (_, name: string, unit: string) =>
    formatted(name === 'limit' ? limit : observed, unit),
  );
};

const sentence = (event: DecisionEvent): string => {
  const reason = reasonOf(event);
  switch (event.type) {
    case 'order-denied':
      return `Denied by ${event.guard}: ${reason}.`;
    case 'order-shrunk':
      return `Cut from ${shown(event.quantityBefore)} to ${shown(event.quantityAfter)} by ${event.guard}: ${reason}.`;
    case 'order-delayed':
      return `Put off by ${event.guard}: ${reason}.`;
    case 'bot-halted': {
      const where = describeScope(event.scope ?? {});
      const said = event.reason === undefined ? '' : `, ${JSON.stringify(event.reason)}`;
      return `Stopped by ${event.guard} (${event.action}, ${where}): ${reason}${said}.`;
    }
  }
};

const quantities = (
  event: DecisionEvent,
): Pick<DecisionRecord, 'instrumentId' | 'quantityBefore' | 'quantityAfter'> => {
  switch (event.type) {
    case 'order-shrunk': {
      const { instrumentId, quantityBefore, quantityAfter } = event;
      return { instrumentId, quantityBefore, quantityAfter };
    }
    case 'bot-halted':
      return {};
    default:
      return { instrumentId: event.instrumentId, quantityBefore: event.intent.quantity, quantityAfter: 0 };
  }
};

const verdictOf = (event: DecisionEvent): DecisionRecord['verdict'] => {
  switch (event.type) {
    case 'order-denied':
      return 'deny';
    case 'order-shrunk':
      return 'shrink';
    case 'order-delayed':
      return 'delay';
    case 'bot-halted':
      return event.action;
  }
};

/**
 * Makes a record of why an order did not leave as it was meant, or why a bot was stopped: verdict, code, limit, what was observed,
 * the quantity before and after, one readable sentence, and a hash of what decided.
 *
 * inputHash = SHA-256 of the canonical JSON of the event: guard, code, limit, observed and the whole intent. Whoever has the event
 * log can compute it again.
 *
 * - Units: as in the event; the sentence has percent and milliseconds where a code is about those.
 * - Cost: O(size of the event), one SHA-256.
 * - Source: SEC Rule 15c3-5(e), RTS 6 (EU 2017/589) Art. 17(4): records of what controls did.
 *
 * @example
 * ```ts
 * import { explainDenial } from '@sigmax/risk';
 * const intent = { type: 'market', instrumentId: 'demo:BTC/USDT', side: 'buy', quantity: 3 } as const;
 * const facts = { guard: 'max-weight', code: 'WEIGHT_ABOVE_LIMIT', limit: 0.6, observed: 0.7 };
 * const record = explainDenial({ type: 'order-denied', timeMs: 0, instrumentId: intent.instrumentId, intent, ...facts });
 * record.why; // => 'Denied by max-weight: the position with its open orders would be 70 % of equity, above the limit of 60 %.'
 * record.quantityAfter; // => 0
 * ```
 */
export const explainDenial = (event: DecisionEvent): DecisionRecord => {
  const { guard, code, limit, observed, timeMs } = event;
  return {
    verdict: verdictOf(event),
    code,
    guard,
    timeMs,
    ...quantities(event),
    ...(limit === undefined ? undefined : { limit }),
    ...(observed === undefined ? undefined : { observed }),
    inputHash: sha256OfText(canonicalJson(event)),
    why: sentence(event),
  };
};
