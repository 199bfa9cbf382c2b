import { createBacktester, simulatedBroker } from '@sigmax/core';
import { expect, it } from 'vitest';
import { ppo } from '../algorithms/ppo';
import { randomWalkMarket } from '../trading/known-answer-markets';
import type { TradingAction } from '../trading/trading-actions';
import { tradingEnvironment } from '../trading/trading-environment';
import { fitTradingScaling } from '../trading/trading-scaling';
import { keepCheckpoints } from './callbacks/keep-checkpoints';
import type { Checkpoint } from './checkpoint';
import { checkpointBytes, checkpointFromBytes } from './checkpoint-bytes';
import { train } from './train';
import type { TrainOptions } from './train-options';

it('training on a market goes on from bytes as if it had never stopped', async () => {
  const market = randomWalkMarket({ seed: 7, bars: 500, volatility: 0.01 });
  const broker = simulatedBroker({ takerFeeRate: 0.001, makerFeeRate: 0.001, slippageRate: 0.0002 });
  const options: TrainOptions<TradingAction> = {
    algorithm: ppo({ steps: 32, minibatchSize: 32, epochs: 2, hiddenSizes: [8] }),
    environment: () =>
      tradingEnvironment({
        backtester: createBacktester({ cash: { USDT: 10_000 }, broker }),
        market,
        scaling: fitTradingScaling(market, { to: 400 }),
        actions: { type: 'hold-buy-sell', weight: 0.9 },
        ruin: 0.5,
        episodeBars: 50,
        isRandomStart: true,
      }),
    environments: 2,
    steps: 384,
    seed: 3,
    normalisation: { observationClip: 10, rewardClip: 10 },
  };
  const kept: Uint8Array[] = [];
  const keep = (checkpoint: Checkpoint): void => void kept.push(checkpointBytes(checkpoint));
  const whole = await train({ ...options, callbacks: [keepCheckpoints({ everySteps: 64, keep })] });
  expect(kept.length).toBe(6);
  for (const bytes of kept.slice(0, 5)) {
    const rest = await train({ ...options, checkpoint: checkpointFromBytes(bytes) });
    expect([rest.digest, rest.meanReturn]).toEqual([whole.digest, whole.meanReturn]);
  }
});
