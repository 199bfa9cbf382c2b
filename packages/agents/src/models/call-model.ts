import { SigmaxError } from '@sigmax/core';
import { type NowOrLater, nowOrLater, wait } from '../now-or-later';
import { messageOf } from '../opinion/normalise-answer';
import type { LanguageModel, ModelCall, ModelReply, ModelRequest } from './language-model';
import { requestKey } from './request-key';

/** Asks a model once and tells what happens: `model-called`, then `model-answered` or `model-failed`. */
export const callModel = (model: LanguageModel, request: ModelRequest, call: ModelCall): NowOrLater<ModelReply> =>
  nowOrLater(function* () {
    const key = requestKey(model.id, request);
    call.emit({ type: 'model-called', model: model.id, key });
    try {
      const reply = yield* wait(model.complete(request, call));
      call.emit({ type: 'model-answered', model: model.id, key, cost: reply.cost, text: reply.text });
      return reply;
    } catch (error) {
      const code = SigmaxError.isInstance(error) ? error.code : 'FAILED';
      call.emit({ type: 'model-failed', model: model.id, key, code, message: messageOf(error) });
      throw error;
    }
  });
