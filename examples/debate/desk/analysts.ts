import {
  type Agent,
  abstain,
  defineAgent,
  fundamentalAgent,
  sentimentAgent,
  technicalAgent,
  validated,
} from '@sigmax/agents';
import { guardedAgent, newsValidator, promptGuard } from '@sigmax/agents/security';
import { domainOf } from '../news/news-archive';
import { askedWhen } from './asked-when';
import { headlineHalfLifeMs } from './research';
import type { TrainedModels } from './train-models';

const hour = 3_600_000;
const horizonMs = 4 * hour;

/** What each feed is believed, before anything is read. */
const credibilities = { wire: 0.9, daily: 0.8, panic: 0.5 } as const;

/** By rule: the indicators of core, without anything that was fitted. */
const technical = (): Agent => technicalAgent({ horizonMs, maximumConfidence: 0.4 });

/** By a model of each instrument, which is silent until its training has ended, whatever its bars came to. */
const trained = ({ models, untilMs }: TrainedModels): Agent => {
  const name = 'trained';
  const untrained = defineAgent({ name, start: () => () => abstain('no-data', 'There are too few bars to train on.') });
  const ofInstrument: Agent = {
    name,
    start: (context) => {
      const model = models.get(context.instrumentId);
      const agent = model && technicalAgent({ name, horizonMs, maximumConfidence: 0.4, model });
      return (agent ?? untrained).start(context);
    },
  };
  return askedWhen(ofInstrument, (timeMs) => timeMs > untilMs, 'Its training has not ended at this moment.');
};

/** Judges headlines by source, links, words and figures. */
export const judgeNews = () =>
  newsValidator({
    sources: Object.entries(credibilities).map(([id, credibility]) => ({
      id,
      credibility,
      domains: [domainOf[id as keyof typeof credibilities]],
    })),
    minimumCredibility: 0.3,
    coordinatedSources: 2,
  });

/** They keep what they found in items that are in use, so that each is read once for all desks. */
const [guard, judge] = [promptGuard(), judgeNews()];

/** Reads headlines behind the guards of `@sigmax/agents/security`; the validator bounds its confidence by what is known. */
const sentiment = (): Agent => {
  const sources = Object.entries(credibilities).map(([id, weight]) => ({ id, weight, maximumSilenceMs: 48 * hour }));
  const reader = sentimentAgent({ name: 'reader', sources, halfLifeMs: headlineHalfLifeMs, minimumCoverage: 0.5 });
  const checked = validated({
    agent: reader,
    rules: { needs: [{ kind: 'news', maximumAgeMs: 24 * hour, minimumSources: 2 }], agreementTolerance: 0.01 },
    minimumQuality: 0.5,
  });
  return guardedAgent({ agent: checked, guard, news: judge, name: 'sentiment' });
};

const fundamental = (): Agent =>
  fundamentalAgent({ maximumAgeMs: 48 * hour, minimumRatios: 1, horizonMs: 24 * hour, maximumConfidence: 0.5 });

/** Against the crowd: the index of Fear & Greed, turned round. */
const mood = (): Agent =>
  defineAgent({
    name: 'mood',
    start:
      () =>
      ({ evidence }) => {
        const item = evidence.findLast(({ kind }) => kind === 'sentiment-index');
        const value = Reflect.get(Object(item?.content), 'value') as unknown;
        if (item === undefined || typeof value !== 'number') return abstain('no-data', 'No index is known.');
        return {
          score: (50 - value) / 50,
          confidence: 0.2,
          horizonMs: 24 * hour,
          evidence: [item.id],
          reason: `The index of fear and greed is ${value}.`,
        };
      },
  });

/** Those who report to the debate. */
export const analystsOf = (models: TrainedModels): readonly Agent[] => [
  technical(),
  trained(models),
  sentiment(),
  fundamental(),
  mood(),
];
