import { seededRandom } from '@sigmax/core';
import { describe, expect, it } from 'vitest';
import { type Biases, noBiases } from './biases';
import { disposed } from './disposed';
import { type InvestorView, opinionOf } from './opinion-of';
import { defaultPersonas, type Persona } from './persona';

const view: InvestorView = {
  logPrice: 0,
  logValue: 0,
  logCost: undefined,
  logReference: 0,
  trend: 0,
  crowd: undefined,
  noise: 0,
};

const persona = (biases: Partial<Biases>, more: Partial<Persona> = {}): Persona => ({
  ...(defaultPersonas[0] as Persona),
  value: 1,
  trend: 0,
  noise: 0,
  ...more,
  biases: { ...noBiases, ...biases },
});

const opinion = (seen: Partial<InvestorView>, biases: Partial<Biases> = {}, more: Partial<Persona> = {}): number =>
  opinionOf({ ...view, ...seen }, persona(biases, more));

describe('an opinion', () => {
  it('without biases is tanh of the difference from worth over 0.15', () => {
    expect(opinion({ logValue: 0.1 })).toBeCloseTo(Math.tanh(0.1 / 0.15), 12);
    expect(opinion({ logValue: -0.1 })).toBeCloseTo(-Math.tanh(0.1 / 0.15), 12);
  });

  it('follows a trend of ten bars, or bets against it', () => {
    expect(opinion({ trend: 0.01 }, {}, { trend: 1 })).toBeCloseTo(Math.tanh(0.1 / 0.15), 12);
    expect(opinion({ trend: 0.01 }, {}, { trend: -1 })).toBeCloseTo(-Math.tanh(0.1 / 0.15), 12);
  });

  it('anchored sees half of the way from what was paid', () => {
    expect(opinion({ logValue: 0.2, logCost: 0 }, { anchoring: 1 })).toBeCloseTo(Math.tanh(0.1 / 0.15), 12);
    expect(opinion({ logValue: 0.2, logReference: 0.2 }, { anchoring: 1 })).toBeCloseTo(Math.tanh(0.2 / 0.15), 12);
  });

  it('in a herd goes to the crowd, or away from it', () => {
    expect(opinion({ crowd: 0.8 }, { herding: 0.5 })).toBeCloseTo(0.4, 12);
    expect(opinion({ crowd: 0.8 }, { herding: -0.5 })).toBeCloseTo(-0.4, 12);
    expect(opinion({ crowd: 0.8 })).toBe(0);
  });

  it('of one who fears losses buys less while he loses, and sells alike', () => {
    const lost = { logCost: 0.1, logValue: 0.1 };
    expect(opinion(lost, { lossAversion: 1 })).toBeCloseTo(opinion(lost) / 2, 12);
    const sells = { logCost: 0.1, logValue: -0.1 };
    expect(opinion(sells, { lossAversion: 1 })).toBe(opinion(sells));
    const won = { logCost: -0.1, logValue: 0.1 };
    expect(opinion(won, { lossAversion: 1 })).toBe(opinion(won));
  });

  it('is within ±1 whatever is seen', () => {
    const random = seededRandom(7);
    for (let run = 0; run < 2_000; run++) {
      const wild = () => 20 * random.normal();
      const seen = {
        logPrice: wild(),
        logValue: wild(),
        logCost: wild(),
        logReference: wild(),
        trend: wild(),
        noise: wild(),
        crowd: 2 * random.uniform() - 1,
      };
      const one = defaultPersonas[random.integer(defaultPersonas.length)] as Persona;
      const value = opinionOf(seen, one);
      expect(value >= -1 && value <= 1).toBe(true);
    }
  });
});

describe('the disposition effect', () => {
  it('sells gains and keeps losses, for a draw below its chance', () => {
    expect([disposed(0.4, 0.06, 1, 0.99), disposed(-0.4, -0.06, 1, 0.99)]).toEqual([-0.5, 0]);
    expect([disposed(0.4, 0.03, 0.5, 0.24), disposed(0.4, 0.03, 0.5, 0.26)]).toEqual([-0.5, 0.4]);
  });

  it('leaves what is meant anyway, and those who hold nothing', () => {
    expect([disposed(-0.9, 0.1, 1, 0), disposed(0.9, -0.1, 1, 0), disposed(0.9, undefined, 1, 0)]).toEqual([
      -0.9, 0.9, 0.9,
    ]);
    expect(disposed(0.4, 0.1, 0, 0)).toBe(0.4);
  });
});
