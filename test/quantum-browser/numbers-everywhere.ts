import { digests } from './numbers';

/** The same file runs in a page and in its worker: a page hands its digests out, a worker posts them. */
const scope = globalThis as unknown as {
  document?: unknown;
  digests?: typeof digests;
  postMessage(data: unknown): void;
};

if (scope.document === undefined) scope.postMessage(digests());
else scope.digests = digests;
