/** What is used of a connection of `pg`. */
export interface PostgresClient {
  query(text: string, values?: unknown[]): Promise<{ readonly rows: readonly Record<string, unknown>[] }>;
  release(error?: Error): void;
  on(event: 'error', listener: (error: Error) => void): unknown;
  off(event: 'error', listener: (error: Error) => void): unknown;
}

/** What is used of a `Pool` of `pg`. */
export interface PostgresPool {
  connect(): Promise<PostgresClient>;
}

const unheard = (): void => {};

/** Works with a connection of the pool and gives it back; when `signal` says that nobody waits, the connection is dropped. */
export const withClient = async <Result>(
  pool: PostgresPool,
  signal: AbortSignal,
  work: (client: PostgresClient) => Promise<Result>,
): Promise<Result> => {
  const client = await pool.connect();
  let isHeld = true;
  const release = (error?: Error): void => {
    if (!isHeld) return;
    isHeld = false;
    client.release(error);
  };
  const drop = (): void => release(new Error('the question took too long'));
  // A connection that breaks also fails its question; as an event that nobody hears it would end the process.
  client.on('error', unheard);
  signal.addEventListener('abort', drop);
  try {
    signal.throwIfAborted();
    return await work(client);
  } finally {
    signal.removeEventListener('abort', drop);
    release();
    client.off('error', unheard);
  }
};
