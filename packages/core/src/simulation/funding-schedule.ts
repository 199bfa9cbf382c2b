import { z } from 'zod';
import { DataError, InvalidOptionsError } from '../errors';
import type { FundingRate } from '../market/funding-rate';
import type { Instrument } from '../market/instrument';

/** One payment of a perpetual's holders to each other. */
export interface FundingPayment {
  readonly instrument: number;
  readonly rate: number;
  /** Price of which the value is counted; `undefined`: the last one. */
  readonly markPrice: number | undefined;
}

/** The payments of a run. */
export interface FundingSchedule {
  /** Those due after `fromMs` and up to `toMs`, in time order. */
  between(fromMs: number, toMs: number): readonly FundingPayment[];
}

const recorded = z.object({
  instrumentId: z.string(),
  rate: z.number(),
  settlesAtMs: z.number(),
  markPrice: z.number().positive().optional(),
});

/** How perpetuals pay funding: not at all, one rate at every boundary, or what a venue recorded. */
export const fundingOption = z.union([
  z.literal('none'),
  z.strictObject({ rate: z.number().gt(-1).lt(1), everyMs: z.number().positive() }),
  z.array(z.custom<FundingRate>((value) => recorded.safeParse(value).success, 'expected a FundingRate')),
]);

const noFunding = (id: string): InvalidOptionsError =>
  new InvalidOptionsError({
    code: 'NO_FUNDING',
    message: `simulatedBroker: ${id} is a perpetual and funding was undefined.`,
    remedy: 'Give recorded rates, { rate, everyMs } for one rate at every boundary, or "none".',
    context: { instrumentId: id },
  });

const none: readonly FundingPayment[] = [];

/**
 * Prepares the payments of a run. A constant rate falls due at whole multiples of its interval since the epoch, as venues
 * do; recorded ones at their times.
 *
 * @throws {InvalidOptionsError} funding is not said (`NO_FUNDING`).
 * @throws {DataError} recorded rates of a perpetual are not in time order, or there are none.
 */
export const fundingSchedule = (
  funding: z.output<typeof fundingOption> | undefined,
  instruments: readonly Instrument[],
): FundingSchedule => {
  const perpetuals = instruments.flatMap(({ id, kind }, instrument) =>
    kind === 'perpetual' ? [{ id, instrument }] : [],
  );
  if (funding === undefined) throw noFunding((perpetuals[0] as { id: string }).id);
  if (funding === 'none') return { between: () => none };
  if (!Array.isArray(funding)) {
    const { rate, everyMs } = funding;
    return {
      between: (fromMs, toMs) => {
        const count = Math.floor(toMs / everyMs) - Math.floor(fromMs / everyMs);
        const once = () => perpetuals.map(({ instrument }) => ({ instrument, rate, markPrice: undefined }));
        return count <= 0 ? none : Array.from({ length: count }, once).flat();
      },
    };
  }
  const schedules = perpetuals.map(({ id, instrument }) => ({ instrument, rates: ratesOf(funding, id) }));
  return {
    between: (fromMs, toMs) => {
      const due: (FundingPayment & { readonly atMs: number })[] = [];
      for (const { instrument, rates } of schedules) {
        for (let place = firstAfter(rates, fromMs); place < rates.length; place++) {
          const { settlesAtMs: atMs, rate, markPrice } = rates[place] as FundingRate;
          if (atMs > toMs) break;
          due.push({ instrument, rate, markPrice, atMs });
        }
      }
      return due.length === 0 ? none : due.sort((one, other) => one.atMs - other.atMs);
    },
  };
};

/** Place of the first rate that settles after a time, by halving. */
const firstAfter = (rates: readonly FundingRate[], timeMs: number): number => {
  let low = 0;
  let high = rates.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((rates[middle] as FundingRate).settlesAtMs > timeMs) high = middle;
    else low = middle + 1;
  }
  return low;
};

const ratesOf = (funding: readonly FundingRate[], id: string): readonly FundingRate[] => {
  const rates = funding.filter(({ instrumentId }) => instrumentId === id);
  const isLate = (one: FundingRate, index: number) =>
    index > 0 && !(one.settlesAtMs > (rates[index - 1] as FundingRate).settlesAtMs);
  const late = rates.find(isLate);
  if (rates.length > 0 && late === undefined) return rates;
  throw new DataError({
    code: late === undefined ? 'NO_FUNDING' : 'OUT_OF_ORDER',
    message:
      late === undefined
        ? `simulatedBroker: funding has no rates of ${id}.`
        : `simulatedBroker: funding of ${id} at ${late.settlesAtMs} does not come after the one before.`,
    remedy: 'Give the recorded rates of every perpetual, each once and in time order.',
    context: { instrumentId: id },
  });
};
