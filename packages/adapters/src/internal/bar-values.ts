import type { Fault } from './fault';

const numberFault = (field: string, value: number): Fault | undefined => {
  if (!Number.isFinite(value)) {
    return {
      code: 'NOT_FINITE',
      problem: `${field} was ${value}, not a finite number`,
      remedy: 'Remove or mend the bar; prices and volumes must be finite.',
      field,
      value,
    };
  }
  if (field === 'volume') {
    if (value >= 0) return undefined;
    const remedy = 'Use 0 for a bar without trades.';
    return { code: 'NEGATIVE_VOLUME', problem: `volume was ${value}, below 0`, remedy, field, value };
  }
  if (value > 0) return undefined;
  const remedy = 'Remove or mend the bar; prices must be above 0.';
  return { code: 'NOT_POSITIVE', problem: `${field} was ${value}, not above 0`, remedy, field, value };
};

/** What is wrong with the prices and the volume of one bar; the codes are those of `barSeries` in core. */
export const valueFault = (
  open: number,
  high: number,
  low: number,
  close: number,
  volume: number,
): Fault | undefined => {
  // One chain of comparisons that a NaN fails, so that a good bar costs nothing more.
  const isOrdered = low > 0 && low <= open && low <= close && open <= high && close <= high && high < Infinity;
  if (isOrdered && volume >= 0 && volume < Infinity) return undefined;
  for (const [field, value] of Object.entries({ open, high, low, close, volume })) {
    const fault = numberFault(field, value);
    if (fault !== undefined) return fault;
  }
  const remedy = 'Check the order of the columns, or remove the bar.';
  if (!(low <= high)) {
    return {
      code: 'HIGH_BELOW_LOW',
      problem: `high was ${high}, below low ${low}`,
      remedy,
      field: 'high',
      value: high,
    };
  }
  const [field, value] = low <= open && open <= high ? ['close', close] : ['open', open];
  const problem = `${field} was ${value}, outside low ${low} to high ${high}`;
  return { code: 'OUTSIDE_RANGE', problem, remedy, field: field as string, value };
};
