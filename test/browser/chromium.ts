import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

/** The browser that tests drive: that of `SIGMAX_CHROMIUM`, or the first of the usual names on the path. */
export const chromiumPath = (): string | undefined => {
  const given = process.env.SIGMAX_CHROMIUM;
  if (given !== undefined) return given === '' ? undefined : given;
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.flatMap((folder) => names.map((name) => join(folder, name))).find((path) => existsSync(path));
};

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: Record<string, unknown>;
  readonly result?: Record<string, unknown>;
  readonly error?: { readonly message: string };
}

type Send = (method: string, params?: object) => Promise<Record<string, unknown>>;

/** One page of a headless browser. */
export interface BrowserPage {
  /** A command of the DevTools protocol. */
  readonly send: Send;
  /** The value of an expression, awaited where it is a promise. */
  evaluate<Value>(expression: string): Promise<Value>;
  /** Waits until an expression is true, 20 s at most. */
  until(expression: string): Promise<void>;
  /** What the page wrote to its console as errors, threw, or was refused by its policy. */
  readonly complaints: readonly string[];
  /** Addresses that were asked for, besides the page's own. */
  readonly requests: readonly string[];
}

export interface Browser {
  open(url: string, size?: { readonly width: number; readonly height: number }): Promise<BrowserPage>;
  close(): Promise<void>;
}

/** The protocol over a pair of pipes: messages end with a zero byte. */
const connect = (browser: ChildProcess) => {
  const [, , , input, output] = browser.stdio as unknown as [null, null, null, Writable, Readable];
  const waiting = new Map<number, { resolve(value: Record<string, unknown>): void; reject(error: Error): void }>();
  const listeners = new Set<(message: Message & { sessionId?: string }) => void>();
  let count = 0;
  let rest = '';
  output.setEncoding('utf8');
  output.on('data', (chunk: string) => {
    const parts = (rest + chunk).split('\0');
    rest = parts.pop() ?? '';
    for (const part of parts) {
      const message = JSON.parse(part) as Message;
      const asked = message.id === undefined ? undefined : waiting.get(message.id);
      if (asked === undefined) {
        for (const listener of listeners) listener(message);
        continue;
      }
      waiting.delete(message.id!);
      if (message.error === undefined) asked.resolve(message.result ?? {});
      else asked.reject(new Error(message.error.message));
    }
  });
  browser.once('exit', (code) => {
    for (const { reject } of waiting.values()) reject(new Error(`The browser ended with ${code}.`));
    waiting.clear();
  });
  const send = (method: string, params: object, sessionId?: string): Promise<Record<string, unknown>> =>
    new Promise((resolve, reject) => {
      count += 1;
      waiting.set(count, { resolve, reject });
      input.write(
        `${JSON.stringify({ id: count, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`,
      );
    });
  return { send, listeners };
};

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Starts a headless browser with a profile of its own, driven over pipes: no port is opened. */
export const launchChromium = async (path: string): Promise<Browser> => {
  const profile = mkdtempSync(join(tmpdir(), 'sigmax-chromium-'));
  const flags = ['--headless=new', '--remote-debugging-pipe', '--no-first-run', '--disable-gpu', '--hide-scrollbars'];
  // A container's root has no sandbox; its shared memory is often small.
  const inContainer = ['--no-sandbox', '--disable-dev-shm-usage', '--disable-background-networking'];
  const browser = spawn(path, [...flags, ...inContainer, `--user-data-dir=${profile}`, 'about:blank'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve) => {
    browser.once('exit', () => resolve());
    browser.once('error', () => resolve());
  });
  const { send, listeners } = connect(browser);

  const open: Browser['open'] = async (url, { width, height } = { width: 1280, height: 900 }) => {
    const { targetId } = await send('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await send('Target.attachToTarget', { targetId, flatten: true });
    const onPage: Send = (method, params = {}) => send(method, params, sessionId as string);
    const complaints: string[] = [];
    const requests: string[] = [];
    listeners.add(({ method, params, sessionId: from }) => {
      if (from !== sessionId || params === undefined) return;
      if (method === 'Runtime.exceptionThrown') complaints.push(JSON.stringify(params.exceptionDetails));
      if (method === 'Log.entryAdded') complaints.push(JSON.stringify(params.entry));
      if (method === 'Runtime.consoleAPICalled' && params.type === 'error')
        complaints.push(JSON.stringify(params.args));
      if (method !== 'Network.requestWillBeSent') return;
      const asked = (params.request as { readonly url: string }).url;
      if (asked !== url && !/^(blob|data):/.test(asked)) requests.push(asked);
    });
    for (const domain of ['Page', 'Runtime', 'Log', 'Network']) await onPage(`${domain}.enable`);
    await onPage('Emulation.setDeviceMetricsOverride', { width, height, deviceScaleFactor: 1, mobile: false });
    await onPage('Page.navigate', { url });
    const evaluate = async <Value>(expression: string): Promise<Value> => {
      const { result, exceptionDetails } = (await onPage('Runtime.evaluate', {
        expression,
        awaitPromise: true,
        returnByValue: true,
      })) as { result: { value: Value }; exceptionDetails?: { exception?: { description?: string }; text: string } };
      if (exceptionDetails === undefined) return result.value;
      throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    };
    const until = async (expression: string): Promise<void> => {
      for (let waitedMs = 0; waitedMs < 20_000; waitedMs += 25) {
        const isTrue = await evaluate<boolean>(`Boolean(${expression})`).catch(() => false);
        if (isTrue) return;
        await pause(25);
      }
      throw new Error(`Not within 20 s: ${expression}; complaints: ${complaints.join(' ')}`);
    };
    await until('document.readyState === "complete" && location.href !== "about:blank"');
    return { send: onPage, evaluate, until, complaints, requests };
  };

  const close = async (): Promise<void> => {
    await Promise.race([send('Browser.close', {}).catch(() => undefined), ended]);
    await Promise.race([ended, pause(5_000).then(() => browser.kill('SIGKILL'))]);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  };
  return { open, close };
};
