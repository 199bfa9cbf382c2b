import type { LanguageModel } from '@sigmax/agents';
import { lastValueFrom } from 'rxjs';
import { writeWhole } from '../../backtest/write-report';
import { brokerOf, type DeskParts, deskBot } from '../desk/run-desk';
import type { ModelSettings } from '../settings';
import { modelAnalyst } from './model-analyst';
import { openModel } from './open-model';

/**
 * The model as a recording. Where a server was named the bot runs once and waits for each reply, and the cassette is written; what a
 * cassette holds already is not asked again. The same bot then backtests without waiting.
 */
export const recordedModel = async (
  parts: DeskParts,
  model: ModelSettings,
  progress: (line: string) => void,
): Promise<LanguageModel> => {
  const { cassette, recording, replay } = openModel(model, process.env.SIGMAX_MODEL_KEY);
  if (recording !== undefined) {
    progress(`the model ${recording.id} is asked once a day and recorded`);
    const { market, settings, analysts } = parts;
    const bot = deskBot({ ...parts, analysts: [...analysts, modelAnalyst(recording)] });
    try {
      await lastValueFrom(
        bot.run({ market, broker: brokerOf(settings), seed: settings.seed, decisionTimeoutMs: 600_000 }),
      );
    } finally {
      // What was paid for is kept, even where the run broke off.
      await writeWhole(model.cassette, cassette.toText());
    }
  }
  return replay;
};
