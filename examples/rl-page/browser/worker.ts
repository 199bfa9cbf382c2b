import type { Question, Reply } from '../messages';
import { unpackBundle } from '../packed-bundle';
import { comparedSeed } from '../page-content';
import { choiceNames } from '../page-texts';
import { poleActions, shortTraining } from '../pole';
import { choiceCounts, probabilityPicture } from '../probability-picture';
import { tradingRun } from '../trading-run';

/** The parts of a worker's scope that are used. */
interface Scope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(reply: Reply): void;
}

const scope = self as unknown as Scope;

const answer = async ({ content }: Question): Promise<void> => {
  const { pole, trader, bars, costs } = content;
  let start = performance.now();
  const { predictions, digest, finalEquity } = tradingRun(unpackBundle(trader), bars, costs);
  const picture = probabilityPicture(bars, predictions, choiceNames);
  const counts = choiceCounts(predictions, choiceNames.length);
  scope.postMessage({ kind: 'traded', picture, counts, digest, finalEquity, durationMs: performance.now() - start });
  scope.postMessage({ kind: 'played', ...poleActions(unpackBundle(pole), comparedSeed) });
  start = performance.now();
  const trained = await shortTraining(comparedSeed);
  scope.postMessage({ kind: 'trained', digest: trained, durationMs: performance.now() - start });
};

scope.onmessage = ({ data }) => {
  answer(data).catch((error: unknown) =>
    scope.postMessage({ kind: 'failed', words: error instanceof Error ? error.message : String(error) }),
  );
};
