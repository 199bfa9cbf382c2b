import { circuitPicture } from '../circuit-picture';
import type { Question, Reply } from '../messages';
import { createSimulation, type Simulation } from '../simulation';

/** The parts of a worker's scope that are used. */
interface Scope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(reply: Reply): void;
}

const scope = self as unknown as Scope;
let simulation: Simulation | undefined;

const reply = (question: Question): void => {
  if (question.kind === 'problem') {
    simulation = createSimulation(question.problem, () => performance.now());
    return;
  }
  if (simulation === undefined) return;
  const { settings } = question;
  if (question.kind === 'answer') {
    const start = performance.now();
    const answer = simulation.answer(settings);
    scope.postMessage({ kind: 'answer', answer, durationMs: performance.now() - start });
  } else if (question.kind === 'classical') {
    scope.postMessage({ kind: 'classical', classical: simulation.classical(settings) });
  } else if (question.kind === 'optimise') {
    const optimise = question.from === 'here' ? simulation.improve : simulation.search;
    optimise(settings, (step) => scope.postMessage({ kind: 'step', step }));
    scope.postMessage({ kind: 'optimised' });
  } else {
    scope.postMessage({ kind: 'circuit', ...circuitPicture(simulation, settings, question.kind === 'whole-circuit') });
  }
};

scope.onmessage = ({ data }) => {
  try {
    reply(data);
  } catch (error) {
    scope.postMessage({ kind: 'failed', words: error instanceof Error ? error.message : String(error) });
  }
};
