import { drawPole } from '../draw-pole';
import { livePole } from '../live-pole';
import type { Reply } from '../messages';
import { unpackBundle } from '../packed-bundle';
import type { PageContent } from '../page-content';
import { choiceNames, comparison, escaped, plain, readSeed } from '../page-texts';
import { shortSteps } from '../pole';

const byId = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;

const content = JSON.parse(byId('content').textContent ?? '') as PageContent;
const pole = livePole(unpackBundle(content.pole));

const say = (id: string, words: string): void => {
  const place = byId(id);
  if (place.textContent !== words) place.textContent = words;
};

// ---- The pole

const canvas = byId<HTMLCanvasElement>('pole');
const pen = canvas.getContext('2d')!;
const stepMs = 20;
/** After a tab was away, no more steps than these are caught up with. */
const mostSteps = 10;

let isRunning = false;
let seed = 0;
let lastMs: number | undefined;
let owedMs = 0;
let best = 0;

const colours = () => {
  const style = getComputedStyle(document.documentElement);
  const of = (name: string): string => style.getPropertyValue(name).trim();
  return { ink: of('--ink'), line: of('--line-strong'), cart: of('--first'), pole: of('--second') };
};

const draw = (): void => {
  const { clientWidth: width, clientHeight: height } = canvas;
  const ratio = window.devicePixelRatio || 1;
  if (canvas.width !== Math.round(width * ratio)) canvas.width = Math.round(width * ratio);
  if (canvas.height !== Math.round(height * ratio)) canvas.height = Math.round(height * ratio);
  pen.setTransform(ratio, 0, 0, ratio, 0, 0);
  const view = pole.view();
  drawPole(pen, view, { width, height }, colours());
  const [place = 0, , angle = 0] = view.state;
  best = Math.max(best, view.steps);
  say('steps', view.steps.toLocaleString('en-US'));
  say('best', best.toLocaleString('en-US'));
  say('place', plain(place, 2));
  say('angle', `${plain((180 / Math.PI) * angle, 1)}°`);
  say('right', `${(100 * view.right).toFixed(0)} %`);
  byId('right-bar').style.width = `${(100 * view.right).toFixed(1)}%`;
  document.body.dataset.steps = String(view.steps);
};

const showRunning = (): void => {
  say('pause', isRunning ? 'Pause' : 'Run');
  byId<HTMLButtonElement>('one-step').disabled = isRunning;
  document.body.dataset.running = String(isRunning);
};

const tell = (words: string): void => say('live', words);

const frame = (nowMs: number): void => {
  if (!isRunning) return;
  owedMs = Math.min(owedMs + (lastMs === undefined ? 0 : nowMs - lastMs), mostSteps * stepMs);
  lastMs = nowMs;
  for (; owedMs >= stepMs; owedMs -= stepMs) pole.step();
  draw();
  const { isFallen, steps } = pole.view();
  if (isFallen) {
    run(false);
    tell(`The pole fell after ${steps} steps. Reset begins again.`);
    return;
  }
  requestAnimationFrame(frame);
};

const run = (shouldRun: boolean): void => {
  if (shouldRun && pole.view().isFallen) pole.reset(seed);
  if (shouldRun && !isRunning) {
    lastMs = undefined;
    owedMs = 0;
    requestAnimationFrame(frame);
  }
  isRunning = shouldRun;
  showRunning();
};

const toggle = (): void => {
  run(!isRunning);
  tell(isRunning ? 'Running.' : 'Paused.');
};

const push = (direction: -1 | 1): void => {
  pole.push(direction);
  tell(direction === -1 ? 'Pushed to the left.' : 'Pushed to the right.');
  draw();
};

const reset = (): void => {
  pole.reset(seed);
  tell(`Reset with seed ${seed}.`);
  draw();
};

const oneStep = (): void => {
  pole.step();
  draw();
};

byId('pause').addEventListener('click', toggle);
byId('one-step').addEventListener('click', oneStep);
byId('left').addEventListener('click', () => push(-1));
byId('to-right').addEventListener('click', () => push(1));
byId('reset').addEventListener('click', reset);
byId<HTMLInputElement>('seed').addEventListener('input', ({ target }) => {
  const input = target as HTMLInputElement;
  const reading = readSeed(input.value);
  const words = 'words' in reading ? reading.words : '';
  say('seed-words', words);
  input.setAttribute('aria-invalid', String(words !== ''));
  if ('words' in reading) return;
  seed = reading.value;
  reset();
});

const keys: Readonly<Record<string, () => void>> = {
  ArrowLeft: () => push(-1),
  ArrowRight: () => push(1),
  ' ': toggle,
  r: reset,
  '.': oneStep,
};
canvas.addEventListener('keydown', (event) => {
  const action = event.ctrlKey || event.metaKey || event.altKey ? undefined : keys[event.key];
  if (action === undefined || (event.key === '.' && isRunning)) return;
  event.preventDefault();
  action();
});

new ResizeObserver(draw).observe(canvas);
window.matchMedia('(prefers-color-scheme: dark)').addEventListener('change', draw);

const calm = window.matchMedia('(prefers-reduced-motion: reduce)');
calm.addEventListener('change', ({ matches }) => {
  if (matches) run(false);
});
if (calm.matches) tell('Paused, since you asked for less motion. Press Run or Step.');
draw();
run(!calm.matches);

// ---- What the worker does

const worker = new Worker(
  URL.createObjectURL(new Blob([JSON.parse(byId('worker').textContent ?? '') as string], { type: 'text/javascript' })),
);

const check = (id: string, here: string, there: string, what: string): void => {
  byId(id).classList.add(here === there ? 'same' : 'other');
  byId(id).innerHTML =
    `<b>${escaped(what)}: ${comparison(here, there)}</b><span class="digest">${escaped(here)}</span>`;
};

worker.onerror = ({ message }) => say('failure', message);
worker.onmessage = ({ data }: MessageEvent<Reply>) => {
  const { node } = content;
  if (data.kind === 'failed') say('failure', data.words);
  else if (data.kind === 'traded') {
    byId('probabilities').innerHTML = data.picture;
    say(
      'trading-words',
      `${choiceNames.map((name, choice) => `${name} on ${data.counts[choice]}`).join(', ')} bars; ${content.costs.cash.toLocaleString('en-US')} USDT became ${data.finalEquity.toLocaleString('en-US', { maximumFractionDigits: 0 })} after costs. The backtest ran here, in ${data.durationMs.toFixed(0)} ms.`,
    );
    check('trading-check', data.digest, node.trading, 'All events of the backtest');
  } else if (data.kind === 'played')
    check('pole-check', data.digest, node.pole, `Actions of an episode of ${data.steps} steps`);
  else {
    check(
      'training-check',
      data.digest,
      node.training,
      `Weights after ${shortSteps} steps of training in this page (${data.durationMs.toFixed(0)} ms)`,
    );
    document.body.dataset.done = 'true';
  }
};
worker.postMessage({ content });
