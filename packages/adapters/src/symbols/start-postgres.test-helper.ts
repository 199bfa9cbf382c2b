import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import pg from 'pg';

/** Folders in which Debian puts the servers, newest first. */
const debianFolders = (): string[] => {
  const home = '/usr/lib/postgresql';
  if (!existsSync(home)) return [];
  const versions = readdirSync(home).sort((a, b) => Number(b) - Number(a));
  return versions.map((version) => join(home, version, 'bin'));
};

/** The folder with the programs of a Postgres server; `undefined` when there is none on this machine. */
export const postgresFolder = (): string | undefined =>
  [...(process.env.PATH ?? '').split(delimiter), ...debianFolders()].find((folder) =>
    ['initdb', 'postgres'].every((program) => existsSync(join(folder, program))),
  );

/** Postgres refuses to run as root; a user that can be taken on instead. */
const otherUser = (): { readonly uid?: number; readonly gid?: number } => {
  if (process.getuid?.() !== 0) return {};
  for (const name of ['postgres', 'nobody']) {
    try {
      const [uid, gid] = ['-u', '-g'].map((flag) => Number(execFileSync('id', [flag, name], { stdio: 'pipe' })));
      return { uid: uid as number, gid: gid as number };
    } catch {
      // No such user: the next one.
    }
  }
  throw new Error('There is neither a user postgres nor nobody to run Postgres as.');
};

export const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
};

const answers = async (connectionString: string): Promise<boolean> => {
  const client = new pg.Client({ connectionString });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end();
  }
};

/** A Postgres server of its own. */
export interface PostgresServer {
  readonly connectionString: string;
  /** Runs one statement on a connection of its own. */
  query(text: string): Promise<readonly Record<string, unknown>[]>;
  stop(): Promise<void>;
}

const stopNow = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null || server.signalCode !== null) return;
  const exited = once(server, 'exit');
  server.kill('SIGQUIT');
  await exited;
};

/** Starts a server on a free port of the loopback interface, in a folder that is removed when it is stopped. */
export const startPostgres = async (): Promise<PostgresServer> => {
  const programs = postgresFolder() as string;
  const folder = mkdtempSync(join(tmpdir(), 'sigmax-postgres-'));
  const user = otherUser();
  if (user.uid !== undefined && user.gid !== undefined) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, cwd: folder };
  const make = ['-D', data, '-U', 'sigmax', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'];
  execFileSync(join(programs, 'initdb'), make, { ...options, stdio: 'pipe' });
  const port = await freePort();
  const words = ['-D', data, '-p', String(port), '-h', '127.0.0.1', '-k', folder, '-c', 'fsync=off'];
  const server = spawn(join(programs, 'postgres'), words, { ...options, stdio: 'ignore' });
  const end = (): void => void server.kill('SIGQUIT');
  process.once('exit', end);
  const connectionString = `postgres://sigmax@127.0.0.1:${port}/postgres`;
  for (let tries = 0; !(await answers(connectionString)); tries++) {
    if (tries === 300 || server.exitCode !== null) throw new Error('Postgres did not start.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    connectionString,
    query: async (text) => {
      const client = new pg.Client({ connectionString });
      await client.connect();
      try {
        return (await client.query(text)).rows;
      } finally {
        await client.end();
      }
    },
    stop: async () => {
      process.off('exit', end);
      await stopNow(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
