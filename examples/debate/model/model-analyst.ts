import { type Agent, type LanguageModel, languageModelAgent, privateModel } from '@sigmax/agents';
import { guardedAgent, promptGuard } from '@sigmax/agents/security';
import { askedWhen } from '../desk/asked-when';

const dayMs = 86_400_000;

const instructions =
  'You are one analyst of several at a trading desk. Judge the instrument over the next day from the bar and the headlines that you are ' +
  'shown. Be unsure where they say little.';

/**
 * An analyst that is a language model, asked once a day: behind the guard that keeps hostile texts from it, with nothing personal in its
 * prompts, and with no more say than any other report.
 */
export const modelAnalyst = (model: LanguageModel): Agent => {
  const agent = languageModelAgent({
    name: 'reading model',
    model: privateModel(model),
    instructions,
    maximumOutputTokens: 400,
    temperature: 0,
  });
  return askedWhen(
    guardedAgent({ agent, guard: promptGuard(), name: 'model' }),
    (timeMs) => timeMs % dayMs === 0,
    'It is asked once a day.',
  );
};
