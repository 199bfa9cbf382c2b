import { from, type OperatorFunction } from 'rxjs';
import type { Quote } from '../market/quote';
import type { Trade } from '../market/trade';
import type { NoticeSink, StreamNotice } from './notice';

export const btc = 'demo:BTC/USDT';
export const eth = 'demo:ETH/USDT';

export const trade = (timeMs: number, price: number, fields: Partial<Trade> = {}): Trade => ({
  type: 'trade',
  instrumentId: btc,
  timeMs,
  id: `${timeMs}`,
  price,
  quantity: 1,
  side: undefined,
  ...fields,
});

export const quote = (timeMs: number, bid: number, ask: number, fields: Partial<Quote> = {}): Quote => ({
  type: 'quote',
  instrumentId: btc,
  timeMs,
  bid,
  bidQuantity: 1,
  ask,
  askQuantity: 1,
  ...fields,
});

/** A sink that keeps what it hears. */
export const noticeList = (): NoticeSink & { readonly list: StreamNotice[]; types(): string[] } => {
  const list: StreamNotice[] = [];
  return { list, next: (notice) => list.push(notice), types: () => list.map(({ type }) => type) };
};

/** What an operator makes of a list, and the error with which it ends, if it does. */
export const run = <Input, Output>(
  inputs: Iterable<Input>,
  operator: OperatorFunction<Input, Output>,
): { readonly values: Output[]; readonly error: unknown; readonly isComplete: boolean } => {
  const values: Output[] = [];
  let error: unknown;
  let isComplete = false;
  from(inputs)
    .pipe(operator)
    .subscribe({
      next: (value) => values.push(value),
      error: (caught: unknown) => {
        error = caught;
      },
      complete: () => {
        isComplete = true;
      },
    });
  return { values, error, isComplete };
};
