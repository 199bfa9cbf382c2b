import {
  exactSelection,
  portfolioSelection,
  samplerMetrics,
  selectByAnsatz,
  simulate,
  subspaceCosts,
} from '@sigmax/quantum-sim';
import { ansatzCircuit } from '@sigmax/quantum-sim/strategy';
import { describe, expect, it } from 'vitest';
import { circuitPicture } from './circuit-picture';
import { madeUpProblem } from './made-up-problem';
import type { PageSettings } from './page-settings';
import { costPicture, methodRows, portfolioRows, summary } from './page-texts';
import { createSimulation, type ImprovementStep } from './simulation';

const problem = madeUpProblem(['AA', 'BB', 'CC', 'DD', 'EE', 'FF', 'GG']);
const settings: PageSettings = { assets: 6, choose: 3, riskAversion: 2, angles: [0.3, 0.7, -0.6, -0.2] };

const selection = portfolioSelection({
  assets: problem.assets.slice(0, 6),
  expectedReturns: problem.means.slice(0, 6),
  covariance: problem.covariance.slice(0, 6).map((row) => row.slice(0, 6)),
  riskAversion: 2,
  choose: 3,
});

describe('the simulation of the page', () => {
  const simulation = createSimulation(problem, () => 0);
  const answer = simulation.answer(settings);

  it('agrees with the gates of the circuit, simulated on all bit strings', () => {
    const { selection: ring, deviation } = simulation.parts(settings);
    const { whole } = ansatzCircuit(ring, { angles: settings.angles, deviation, mixer: 'ring-xy' });
    const state = simulate(whole);
    for (const { assets, probability } of answer.mostProbable) {
      const bits = ring.qubo.names.reduce((sum, name, qubit) => sum + (assets.includes(name) ? 2 ** qubit : 0), 0);
      expect(state.probability(bits)).toBeCloseTo(probability, 12);
    }
  });

  it('agrees with the metrics and the exact answer of the package', () => {
    const exact = exactSelection(selection);
    expect(answer.best.assets).toEqual(exact.best[0]?.assets);
    expect(answer.best.cost).toBeCloseTo(exact.minimum, 15);
    const { expectedReturn, variance } = answer.best;
    expect(2 * variance - expectedReturn).toBeCloseTo(exact.minimum, 15);
    expect(answer.portfolios).toBe(20);
    expect(answer.guessing.expectedExcess).toBeCloseTo(exact.mean - exact.minimum, 15);
    expect(answer.guessing.lift).toBeCloseTo(1, 12);
    const { ansatz } = selectByAnsatz(selection, { layers: 1, seed: 1, starts: 0, maximumIterations: 1 });
    const metrics = samplerMetrics({
      costs: subspaceCosts(ansatz.subspace, selection.qubo),
      probabilities: ansatz.probabilitiesAt(settings.angles),
    });
    expect(answer.circuit.optimumProbability).toBeCloseTo(metrics.optimumProbability, 12);
    expect(answer.circuit.approximationRatio).toBeCloseTo(metrics.approximationRatio, 12);
    expect(answer.circuit.lift).toBeCloseTo(metrics.lift, 10);
    expect(answer.circuit.shotsFor99).toBe(metrics.shotsFor99);
    expect(answer.circuit.expectedExcess).toBeCloseTo(metrics.expectation - exact.minimum, 15);
  });

  it('shows the most probable portfolios in order, and bins that add up to 1', () => {
    const probabilities = answer.mostProbable.map(({ probability }) => probability);
    expect(probabilities).toEqual([...probabilities].sort((a, b) => b - a));
    expect(answer.mostProbable).toHaveLength(12);
    for (const bins of Object.values(answer.bins)) {
      expect(bins.reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 12);
    }
  });

  it('answers the same whatever was asked before', () => {
    for (const change of [{ riskAversion: 9 }, { choose: 2 }, { assets: 7 }, { angles: [0.1, -0.1] }]) {
      simulation.answer({ ...settings, ...change });
    }
    expect(simulation.answer(settings)).toEqual(answer);
    expect(createSimulation(problem, () => 0).answer(settings)).toEqual(answer);
  });

  it('finds angles from where they stand, and layer by layer, each step no worse than the last', () => {
    for (const optimise of [simulation.improve, simulation.search]) {
      const steps: ImprovementStep[] = [];
      optimise(settings, (step) => steps.push(step));
      const last = steps.at(-1)!;
      expect(last.excess).toBeLessThan(answer.circuit.expectedExcess);
      const there = simulation.answer({ ...settings, angles: last.angles });
      expect(there.circuit.expectedExcess).toBeCloseTo(last.excess, 12);
    }
    const descent: number[] = [];
    simulation.improve(settings, ({ excess }) => descent.push(excess));
    expect(descent).toEqual([...descent].sort((a, b) => b - a));
  });

  it('puts annealing and the exact search beside it', () => {
    const classical = simulation.classical(settings);
    expect(classical.exact).toEqual({ assets: answer.best.assets, portfolios: 20, durationMs: 0 });
    expect(classical.annealing).toEqual({ assets: answer.best.assets, excess: 0, durationMs: 0 });
    const rows = methodRows(answer, classical);
    expect(rows.map(([name]) => name)).toEqual(['Circuit', 'Guessing', 'Annealing', 'Exact']);
  });

  it('tells names of assets and never bit strings', () => {
    const texts = [summary(answer), portfolioRows(answer), costPicture(answer)];
    for (const text of texts) expect(text).not.toMatch(/\b[01]{6}\b/);
    expect(texts[0]).toContain(`the best is ${answer.best.assets.join(' ')}.`);
    expect(texts[1]).toContain('<b class="mark">best</b>');
    expect(texts.join('')).not.toMatch(/NaN|undefined|Infinity/);
  });

  it('draws the circuit, whole where it is small or when asked', () => {
    const small = circuitPicture(simulation, settings, false);
    expect(small.caption).toContain('Drawn whole.');
    for (const asset of problem.assets.slice(0, 6)) expect(small.svg).toContain(`>${asset}</text>`);
    const large = { ...settings, assets: 7 };
    expect(circuitPicture(simulation, large, false).caption).toContain('the mixer of the first layer');
    expect(circuitPicture(simulation, large, true).caption).toContain('Drawn whole.');
  });
});

it('all portfolios may cost the same', () => {
  const flat = {
    ...problem,
    means: problem.means.map(() => 0.001),
    covariance: problem.means.map((_, row) => problem.means.map((__, column) => (row === column ? 1e-4 : 0))),
  };
  const answer = createSimulation(flat, () => 0).answer({ ...settings, riskAversion: 0 });
  expect(answer.circuit.optimumProbability).toBeCloseTo(1, 9);
  expect(JSON.stringify([answer, costPicture(answer)])).not.toMatch(/null|NaN/);
});
