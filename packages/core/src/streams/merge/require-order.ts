import { DataError } from '../../errors';
import { show } from '../../options';

/**
 * @throws {DataError} the time of an event is no number, or lies before that of the event before it in the same source.
 */
export const requireOrder = (operator: string, source: number, timeMs: number, previousMs: number): void => {
  if (timeMs >= previousMs && timeMs < Number.POSITIVE_INFINITY) return;
  const isTime = typeof timeMs === 'number' && Number.isFinite(timeMs);
  throw new DataError({
    code: isTime ? 'OUT_OF_ORDER' : 'NOT_FINITE',
    message: isTime
      ? `${operator}: source ${source}: time ${timeMs} came after ${previousMs}.`
      : `${operator}: source ${source}: time was ${show(timeMs)}.`,
    remedy: isTime ? 'Sort the source, for example with sortWithin.' : 'Give milliseconds since the epoch.',
    context: { source, timeMs, previousMs },
  });
};
