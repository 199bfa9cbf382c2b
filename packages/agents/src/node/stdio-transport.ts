import { spawn } from 'node:child_process';
import { ModelError } from '../errors';
import { lineReader } from '../models/mcp/line-framing';
import { replyToServer, rpcAnswer } from '../models/mcp/rpc-answer';
import type { McpTransport, RpcAnswer } from '../models/mcp/transport';

export interface StdioTransportOptions {
  /** The program that serves tools. It is started without a shell. */
  readonly command: string;
  readonly args?: readonly string[] | undefined;
  /** All of its environment. Nothing of this process is passed on unless it stands here. Defaults to none. */
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly folder?: string | undefined;
  /** Longest line that is read. Defaults to 1,048,576. */
  readonly maximumBytes?: number | undefined;
}

interface Waiting {
  readonly resolve: (answer: RpcAnswer) => void;
  readonly reject: (error: ModelError) => void;
}

const gone = (why: string, cause?: unknown): ModelError =>
  new ModelError({ code: 'UNREACHABLE', message: `The server of tools ${why}.`, isRetryable: false, cause });

/**
 * Starts a server of the Model Context Protocol as a program and reaches it by its standard streams, one message a line.
 *
 * The program starts with the first message, without a shell and without this process's environment, so that no key reaches it that it
 * was not given. Lines that are no answer are left out; what the server asks of the client is answered with "not offered". `close` ends
 * the program.
 *
 * - State: the program. Errors: `ModelError` UNREACHABLE when it cannot be started or has ended, TOO_LARGE.
 * - Source: Model Context Protocol, version 2025-06-18, transports, stdio.
 *
 * @example
 * ```ts no-run
 * import { mcpClient } from '@sigmax/agents';
 * import { stdioTransport } from '@sigmax/agents/node';
 * const transport = stdioTransport({ command: 'node', args: ['price-server.js'], environment: { PATH: '/usr/bin' } });
 * const client = mcpClient({ transport, allow: ['price'], timeoutMs: 5_000 });
 * console.log(await client.callTool('price', { symbol: 'BTC' }));
 * await client.close();
 * ```
 */
export const stdioTransport = (options: StdioTransportOptions): McpTransport => {
  const { command, args = [], environment = {}, folder, maximumBytes = 1_048_576 } = options;
  const waiting = new Map<number, Waiting>();
  let ended: ModelError | undefined;
  let running: ReturnType<typeof start> | undefined;

  const end = (error: ModelError): void => {
    ended ??= error;
    for (const { reject } of waiting.values()) reject(ended);
    waiting.clear();
  };

  const heard = (line: string, write: (text: string) => void): void => {
    let message: unknown;
    try {
      message = JSON.parse(line);
    } catch {
      // A program that prints for people on its standard output; the protocol says to leave that out.
      return;
    }
    const reply = replyToServer(message);
    if (reply !== undefined) write(reply);
    const found = rpcAnswer(message);
    if (typeof found?.id !== 'number') return;
    waiting.get(found.id)?.resolve(found.answer);
    waiting.delete(found.id);
  };

  const start = () => {
    const child = spawn(command, [...args], {
      env: { ...environment },
      cwd: folder,
      stdio: ['pipe', 'pipe', 'ignore'],
      shell: false,
    });
    const reader = lineReader(maximumBytes);
    const write = (text: string): void => void child.stdin.write(`${text}\n`);
    const exited = new Promise<void>((resolve) => {
      child.once('close', (code, signal) => {
        end(gone(`has ended (${signal ?? `status ${code}`})`));
        resolve();
      });
      child.once('error', (cause) => {
        end(gone('could not be started', cause));
        resolve();
      });
    });
    child.stdin.on('error', (cause) => end(gone('does not listen any more', cause)));
    child.stdout.on('data', (chunk: Buffer) => {
      try {
        for (const line of reader.push(chunk)) heard(line, write);
      } catch (error) {
        end(error instanceof ModelError ? error : gone('sent something unreadable', error));
        child.kill();
      }
    });
    return { child, write, exited };
  };

  const program = () => {
    if (ended !== undefined) throw ended;
    running ??= start();
    return running;
  };

  return {
    request: (message, signal) =>
      new Promise((resolve, reject) => {
        const { write } = program();
        waiting.set(message.id, { resolve, reject });
        signal.addEventListener('abort', () => waiting.delete(message.id), { once: true });
        write(JSON.stringify(message));
      }),
    notify: async (message) => {
      program().write(JSON.stringify(message));
    },
    close: async () => {
      end(gone('was closed'));
      if (running === undefined) return;
      running.child.stdin.end();
      running.child.kill();
      await running.exited;
    },
  };
};
