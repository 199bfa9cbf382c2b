import { SigmaxError } from '@sigmax/core';
import { withinTime } from '../internal/sources/poll-once';
import type { SourceCall } from '../internal/sources/source';
import { sourceError } from '../internal/sources/source-error';
import type { RpcEndpoint } from './json-rpc';

/** What each endpoint answered, or failed with, in their order. */
export interface Polled<Answer> {
  /** The endpoints that answered. */
  readonly from: readonly RpcEndpoint[];
  readonly answers: readonly Answer[];
  readonly errors: readonly SigmaxError[];
}

/** Asks all endpoints at once, each for at most `timeoutMs`: one that hangs keeps no other waiting for longer. */
export const askAll = async <Answer>(
  source: string,
  endpoints: readonly RpcEndpoint[],
  timeoutMs: number,
  call: SourceCall,
  ask: (endpoint: RpcEndpoint, call: SourceCall) => Promise<Answer>,
): Promise<Polled<Answer>> => {
  const { clock, signal } = call;
  const asked = endpoints.map((endpoint) =>
    withinTime((own) => ask(endpoint, own), { source, clock, timeoutMs, signal }).then(
      (answer): Polled<Answer> => ({ from: [endpoint], answers: [answer], errors: [] }),
      (error: unknown): Polled<Answer> => {
        if (!SigmaxError.isInstance(error)) throw error;
        return { from: [], answers: [], errors: [error] };
      },
    ),
  );
  const all = await Promise.all(asked);
  return {
    from: all.flatMap(({ from }) => from),
    answers: all.flatMap(({ answers }) => answers),
    errors: all.flatMap(({ errors }) => errors),
  };
};

/** The error of too few answers: that of the endpoint where there is one alone. */
export const tooFew = (
  source: string,
  endpoints: number,
  quorum: number,
  errors: readonly SigmaxError[],
  count: number,
) => {
  const [first] = errors;
  if (endpoints === 1 && first !== undefined) return first;
  const codes = errors.map(({ code }) => code);
  const failed = codes.length === 0 ? '' : `, ${codes.length} failed (${[...new Set(codes)].join(', ')})`;
  return sourceError(
    source,
    'NO_QUORUM',
    `${count} of ${endpoints} endpoints say the same, ${quorum} are needed${failed}`,
    {
      isRetryable: true,
      context: { endpoints, quorum, agreeing: count, codes },
    },
  );
};

/**
 * The answer that most give, if at least `quorum` do: the first for which the most others are the same.
 *
 * @throws {SourceError} NO_QUORUM; the endpoint's own error where there is one alone.
 */
export const agreed = <Answer>(
  source: string,
  endpoints: number,
  quorum: number,
  { answers, errors }: Pick<Polled<Answer>, 'answers' | 'errors'>,
  isSame: (a: Answer, b: Answer) => boolean,
): Answer => {
  let best: Answer | undefined;
  let most = 0;
  for (const answer of answers) {
    const count = answers.filter((other) => isSame(answer, other)).length;
    if (count <= most) continue;
    best = answer;
    most = count;
  }
  if (best === undefined || most < quorum) throw tooFew(source, endpoints, quorum, errors, most);
  return best;
};
