import { linearRampAngles } from '@sigmax/quantum-sim';
import { convergenceSvg } from '@sigmax/quantum-sim/drawing';
import { readField } from '../fields';
import type { Question, Reply } from '../messages';
import type { PageProblem } from '../page-problem';
import { angleField, grouped, type PageSettings, portfolioCount, settingFields, wrongTogether } from '../page-settings';
import { costPicture, escaped, methodRows, millionths, percent, portfolioRows, summary } from '../page-texts';
import type { ClassicalAnswers, PageAnswer } from '../simulation';

const byId = <Kind extends HTMLElement>(id: string): Kind => document.getElementById(id) as Kind;

const problem = JSON.parse(byId('problem').textContent ?? '') as PageProblem;
const workerUrl = URL.createObjectURL(
  new Blob([JSON.parse(byId('worker').textContent ?? '') as string], { type: 'text/javascript' }),
);

const rampStep = 0.8;
const sliderRanges = { gamma: 3, beta: 1.6 } as const;

let settings: PageSettings = {
  assets: problem.start.assets ?? problem.assets.length,
  choose: problem.start.choose,
  riskAversion: problem.start.riskAversion,
  angles: linearRampAngles(problem.start.depth, rampStep),
};
let answer: PageAnswer | undefined;
let classical: ClassicalAnswers | undefined;

const open = (listen: (reply: Reply) => void): { ask(question: Question): void; close(): void } => {
  const worker = new Worker(workerUrl);
  worker.onmessage = ({ data }: MessageEvent<Reply>) => listen(data);
  worker.onerror = ({ message }) => listen({ kind: 'failed', words: message });
  const ask = (question: Question): void => worker.postMessage(question);
  ask({ kind: 'problem', problem });
  return { ask, close: () => worker.terminate() };
};

// ---- What is shown

const say = (id: string, words: string): void => {
  const place = byId(id);
  if (place.textContent !== words) place.textContent = words;
};

const subscripts = '₀₁₂₃₄₅₆₇₈₉';

const showMethods = (): void => {
  if (answer === undefined) return;
  const head = ['', 'expected cost', 'ratio', 'P(best)', 'lift', 'to see it'];
  const rows = methodRows(answer, classical);
  byId('methods').innerHTML =
    `<thead><tr>${head.map((cell) => `<th scope="col">${cell}</th>`).join('')}</tr></thead><tbody>${rows
      .map(
        ([name = '', ...cells]) =>
          `<tr><th scope="row">${name}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`,
      )
      .join('')}</tbody>`;
};

const showAnswer = (shown: PageAnswer): void => {
  const { circuit, best } = shown;
  const tiles: [string, string][] = [
    [percent(circuit.optimumProbability), 'P(best portfolio)'],
    [circuit.lift >= 100 ? circuit.lift.toFixed(0) : circuit.lift.toPrecision(3), 'lift over guessing'],
    [circuit.approximationRatio.toFixed(3), 'approximation ratio'],
    [millionths(circuit.expectedExcess), 'expected cost above the best, millionths'],
  ];
  byId('tiles').innerHTML = tiles
    .map(([value, label]) => `<div class="tile"><b>${value}</b><span>${label}</span></div>`)
    .join('');
  byId('best').innerHTML =
    `The exact answer: <b>${escaped(best.assets.join(' '))}</b>, expected return ${percentOf(best.expectedReturn)} and standard deviation ${percentOf(Math.sqrt(best.variance))} a day, cost ${millionths(best.cost)} millionths.`;
  showMethods();
  byId('portfolios').innerHTML =
    `<thead><tr><th scope="col">portfolio</th><td></td><th scope="col">probability</th><th scope="col">costs more</th></tr></thead><tbody>${portfolioRows(shown)}</tbody>`;
  byId('costs').innerHTML = costPicture(shown);
};

const percentOf = (value: number): string => `${(100 * value).toFixed(2).replace('-', '−')} %`;

const showBlocks = (): void => {
  const { assets, choose, angles } = settings;
  const depth = angles.length / 2;
  const layers = Array.from({ length: depth }, (_, layer) => [
    [`Cost ${layer + 1}`, `γ ${angles[layer]!.toFixed(3).replace('-', '−')}`],
    [`Mixer ${layer + 1}`, `β ${angles[depth + layer]!.toFixed(3).replace('-', '−')}`],
  ]).flat();
  const blocks = [['Start', `all choices of ${choose} of ${assets}`], ...layers, ['Measure', `${assets} qubits`]];
  byId('blocks').innerHTML = blocks.map(([name, line]) => `<li><b>${name}</b><span>${line}</span></li>`).join('');
};

// ---- Asking: the newest question waits until the last one is answered

let isAsking = false;
let isStale = false;
let idle: ReturnType<typeof setTimeout> | undefined;
let askedAtMs = 0;

const simulator = open((reply) => {
  if (reply.kind === 'failed') {
    isAsking = false;
    say('together', reply.words);
  } else if (reply.kind === 'classical') {
    classical = reply.classical;
    showMethods();
  } else if (reply.kind === 'circuit') {
    byId('circuit').innerHTML = reply.svg;
    say('circuit-caption', reply.caption);
  } else if (reply.kind === 'answer') {
    isAsking = false;
    answer = reply.answer;
    showAnswer(answer);
    document.body.dataset.answeredMs = (performance.now() - askedAtMs).toFixed(1);
    say(
      'timing',
      `Simulated in ${reply.durationMs < 1 ? 'less than 1' : reply.durationMs.toFixed(0)} ms, in a worker of this page.`,
    );
    if (isStale) ask();
  }
});

const settle = (): void => {
  if (answer !== undefined) say('live', summary(answer));
  const question = { settings } as const;
  if (classical === undefined) simulator.ask({ kind: 'classical', ...question });
  simulator.ask({ kind: 'circuit', ...question });
};

const ask = (): void => {
  isStale = isAsking;
  if (isAsking) return;
  isAsking = true;
  askedAtMs = performance.now();
  simulator.ask({ kind: 'answer', settings });
};

/** Takes new settings: the figures follow at once, what takes longer when the hand rests. */
const change = (next: Partial<PageSettings>): void => {
  const before = settings;
  settings = { ...settings, ...next };
  const { assets, choose, riskAversion } = settings;
  const words = wrongTogether(assets, choose);
  say('together', words ?? '');
  for (const id of ['improve', 'search', 'whole']) byId<HTMLButtonElement>(id).disabled = words !== undefined;
  if (before.assets !== assets || before.choose !== choose || before.riskAversion !== riskAversion)
    classical = undefined;
  if (words !== undefined) return;
  showBlocks();
  ask();
  clearTimeout(idle);
  idle = setTimeout(settle, 350);
};

// ---- Controls

interface Control {
  show(value: number): void;
}

const textOf = (value: number): string => String(Number(value.toFixed(4)));

const control = (
  name: string,
  field: Parameters<typeof readField>[1],
  initial: number,
  onValue: (value: number) => void,
): Control => {
  const slider = byId<HTMLInputElement>(`${name}-slider`);
  const input = byId<HTMLInputElement>(name);
  const wrong = (words: string): void => {
    input.setAttribute('aria-invalid', String(words !== ''));
    say(`${name}-words`, words);
  };
  const show = (value: number): void => {
    slider.value = String(value);
    input.value = textOf(value);
    wrong('');
  };
  show(initial);
  slider.addEventListener('input', () => {
    halt();
    input.value = textOf(Number(slider.value));
    wrong('');
    onValue(Number(slider.value));
  });
  input.addEventListener('input', () => {
    const reading = readField(input.value, field);
    if ('words' in reading) {
      wrong(reading.words);
      return;
    }
    halt();
    wrong('');
    slider.value = String(reading.value);
    onValue(reading.value);
  });
  return { show };
};

const withAngle = (place: number, value: number): readonly number[] =>
  settings.angles.map((one, index) => (index === place ? value : one));

let angleControls: Control[] = [];

const angleMarkup = (id: string, label: string, range: number): string =>
  `<div class="field"><label for="${id}">${label}</label><input type="range" id="${id}-slider" min="${-range}" max="${range}" step="0.01" aria-label="${label}, slider"><input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" id="${id}" aria-describedby="${id}-words"><p class="words" id="${id}-words" role="alert"></p></div>`;

const buildAngles = (): void => {
  const depth = settings.angles.length / 2;
  const list = settings.angles.map((value, place) => {
    const isGamma = place < depth;
    const layer = (place % depth) + 1;
    const label = `${isGamma ? 'γ' : 'β'}${subscripts[layer]}, ${isGamma ? 'cost' : 'mixer'} of layer ${layer}`;
    return { id: `angle${place}`, label, value, place, range: isGamma ? sliderRanges.gamma : sliderRanges.beta };
  });
  // Layer by layer, as the circuit runs.
  const inOrder = Array.from({ length: depth }, (_, layer) => [list[layer]!, list[depth + layer]!]).flat();
  byId('angles').innerHTML = inOrder.map(({ id, label, range }) => angleMarkup(id, label, range)).join('');
  angleControls = list.map(({ id, label, value, place }) =>
    control(id, angleField(label), value, (next) => change({ angles: withAngle(place, next) })),
  );
};

const showAngles = (angles: readonly number[]): void => {
  angles.forEach((value, place) => {
    angleControls[place]?.show(value);
  });
};

// ---- Optimising, in a worker of its own so that it can be stopped

let optimiser: ReturnType<typeof open> | undefined;

const halt = (): void => {
  if (optimiser === undefined) return;
  optimiser.close();
  optimiser = undefined;
  byId<HTMLButtonElement>('stop').disabled = true;
  say('progress', `${byId('progress').textContent ?? ''} Stopped.`);
};

const optimise = (from: 'here' | 'ramps'): void => {
  halt();
  const values: number[] = [];
  byId<HTMLButtonElement>('stop').disabled = false;
  say('progress', 'The optimiser starts.');
  optimiser = open((reply) => {
    if (reply.kind === 'failed') {
      halt();
      say('progress', reply.words);
    } else if (reply.kind === 'step') {
      const { angles, excess, evaluations } = reply.step;
      values.push(1e6 * excess);
      byId('convergence').innerHTML = convergenceSvg([{ name: 'circuit', values }], {
        valueLabel: 'expected cost above the best, millionths of return a day',
        stepLabel: from === 'here' ? 'step of L-BFGS' : 'step of L-BFGS, start after start and layer after layer',
        references: [{ name: 'best portfolio', value: 0 }],
        width: 720,
        height: 300,
      });
      document.body.dataset.steps = String(values.length);
      say('progress', `${values.length - 1} steps, ${evaluations} values with gradients.`);
      if (angles.some((one, place) => one !== settings.angles[place])) {
        showAngles(angles);
        change({ angles });
      }
    } else if (reply.kind === 'optimised') {
      optimiser?.close();
      optimiser = undefined;
      byId<HTMLButtonElement>('stop').disabled = true;
      say('progress', `Done: ${byId('progress').textContent ?? ''}`);
    }
  });
  optimiser.ask({ kind: 'optimise', settings, from });
};

// ---- Start

const fields = settingFields(problem.assets.length);
control('assets', fields.assets, settings.assets, (assets) => change({ assets }));
control('choose', fields.choose, settings.choose, (choose) => change({ choose }));
control('riskAversion', fields.riskAversion, settings.riskAversion, (riskAversion) => change({ riskAversion }));
control('layers', fields.layers, settings.angles.length / 2, (layers) => {
  settings = { ...settings, angles: linearRampAngles(layers, rampStep) };
  buildAngles();
  change({});
});
buildAngles();
byId('controls').addEventListener('submit', (event) => event.preventDefault());
byId('improve').addEventListener('click', () => optimise('here'));
byId('search').addEventListener('click', () => optimise('ramps'));
byId('stop').addEventListener('click', halt);
byId('ramp').addEventListener('click', () => {
  halt();
  const angles = linearRampAngles(settings.angles.length / 2, rampStep);
  showAngles(angles);
  change({ angles });
});
byId('whole').addEventListener('click', () => simulator.ask({ kind: 'whole-circuit', settings }));
say('timing', `Simulating ${grouped(portfolioCount(settings.assets, settings.choose))} portfolios.`);
change({});
