import type { Channel } from '../faults/channel';

/** A request over HTTP as a venue reads it. */
export interface VenueRequest {
  readonly method: string;
  /** Without the host that stands before it, and without the query. */
  readonly path: string;
  /** The query as it came, which signatures are made of. */
  readonly query: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** Fields of the query and of a body that is a form. */
  readonly fields: ReadonlyMap<string, string>;
}

export interface VenueAnswer {
  readonly status: number;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a venue does at one path. */
export interface Route {
  readonly channel: Channel;
  readonly answer: (request: VenueRequest) => VenueAnswer;
}

export const jsonAnswer = (value: unknown, status = 200): VenueAnswer => ({ status, body: JSON.stringify(value) });
