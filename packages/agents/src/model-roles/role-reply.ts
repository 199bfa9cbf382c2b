import { z } from 'zod';
import { type ReplyShape, replyShape } from '../models/structured/structured-reply';
import type { Opinion } from '../opinion/answer';
import type { OpinionFields } from '../opinion/define-agent';
import { closedShape } from '../security/closed-shape';
import type { RoleBrief } from './role-briefs';

/** What a reply decides of an opinion. */
export type SaidFields = Pick<OpinionFields, 'score' | 'confidence' | 'reason'>;

/**
 * What a reply makes of the opinion of the computed agent; `undefined` where the model sees nothing to go on.
 *
 * `mayPass` says whether a sentence of the model may be passed on.
 */
export type Said = (computed: Opinion, mayPass: (sentence: string) => boolean) => SaidFields | undefined;

/** A shape whose values have gone through a function. */
const mapped = <Value>(shape: ReplyShape<Value>, said: (value: Value) => Said): ReplyShape<Said> => ({
  name: shape.name,
  jsonSchema: shape.jsonSchema,
  read: (value) => {
    const read = shape.read(value);
    return 'value' in read ? { value: said(read.value) } : read;
  },
});

const part = { from: 0, to: 1 } as const;

/** A sentence of ours with words of a list. */
const sentence = (what: string, words: readonly string[]): string =>
  words.length === 0 ? `${what}.` : `${what}: ${[...new Set(words)].join(', ')}.`;

const directions = ['up', 'down', 'none', 'unknown'] as const;

const judgement = (grounds: readonly string[]): ReplyShape<Said> =>
  mapped(
    closedShape('judgement', {
      direction: { oneOf: directions },
      strength: part,
      confidence: part,
      because: { someOf: grounds },
    }),
    ({ direction, strength, confidence, because }) =>
      (computed) => {
        if (direction === 'unknown') return undefined;
        const sign = direction === 'up' ? 1 : direction === 'down' ? -1 : 0;
        return {
          score: sign * strength,
          confidence: Math.min(confidence, computed.confidence),
          reason: sentence(direction === 'none' ? 'No direction' : `It points ${direction}`, because),
        };
      },
  );

const argumentSchema = z.strictObject({
  strength: z.number().min(0).max(1),
  confidence: z.number().min(0).max(1),
  arguments: z.array(z.string().max(400)).max(3).describe('at most three, one sentence each'),
});

const argument = (): ReplyShape<Said> =>
  mapped(replyShape('argument', argumentSchema), ({ strength, confidence, arguments: said }) => (computed, mayPass) => {
    const kept = said.map((one) => one.trim()).filter((one) => one !== '' && mayPass(one));
    return {
      score: Math.sign(computed.score) * Math.min(strength, Math.abs(computed.score)),
      confidence: Math.min(confidence, computed.confidence),
      reason: kept.length === 0 ? 'No argument is left.' : kept.join(' '),
    };
  });

const objection = (grounds: readonly string[]): ReplyShape<Said> =>
  mapped(
    closedShape('objection', { objects: { isFlag: true }, because: { someOf: grounds } }),
    ({ objects, because }) =>
      ({ score, confidence, reason }) =>
        objects ? { score: -1, confidence: 1, reason: sentence('Objection', because) } : { score, confidence, reason },
  );

const share = (grounds: readonly string[]): ReplyShape<Said> =>
  mapped(
    closedShape('share', { part, because: { someOf: grounds } }),
    ({ part: kept, because }) =>
      ({ score, confidence, reason }) => ({
        score,
        confidence: confidence * kept,
        reason: `${sentence(`${(100 * kept).toFixed(0)} % of it is kept`, because)} ${reason}`,
      }),
  );

/** The shape of what the model of a role may reply. */
export const roleReply = ({ reply, grounds }: RoleBrief): ReplyShape<Said> => {
  switch (reply) {
    case 'judgement':
      return judgement(grounds);
    case 'argument':
      return argument();
    case 'objection':
      return objection(grounds);
    case 'share':
      return share(grounds);
  }
};
