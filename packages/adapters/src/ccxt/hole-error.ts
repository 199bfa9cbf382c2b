import { DataError } from '@sigmax/core';

/** What a stream ends with when the venue has later data and not this. */
export const holeError = (
  instrumentId: string,
  what: string,
  hole: { readonly fromMs: number; readonly toMs: number; readonly missing: number | undefined },
): DataError => {
  const { fromMs, toMs, missing } = hole;
  const count = missing === undefined ? what : `${missing} ${what}`;
  return new DataError({
    code: 'HOLE',
    message: `${instrumentId}: ${count} between ${fromMs} and ${toMs} were missed, and the venue does not have them any more.`,
    remedy: "Fill them from another source, or pass holes: 'tell' to go on without them.",
    context: { instrumentId, fromMs, toMs, missing },
  });
};
