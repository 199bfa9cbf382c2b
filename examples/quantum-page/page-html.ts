import { embedded, type PageScripts, policyFor } from '../page-scripts';
import type { PageProblem } from './page-problem';
import { style } from './page-style';
import { escaped } from './page-texts';

const slider = (name: string, label: string, minimum: number, maximum: number, step: number): string =>
  `<div class="field" data-field="${name}"><label for="${name}">${label}</label><input type="range" id="${name}-slider" min="${minimum}" max="${maximum}" step="${step}" aria-label="${label}, slider"><input type="text" inputmode="decimal" autocomplete="off" spellcheck="false" id="${name}" aria-describedby="${name}-words"><p class="words" id="${name}-words" role="alert"></p></div>`;

/**
 * The page as one HTML file. Its policy lets it run these scripts and nothing else, and load nothing.
 *
 * What it shows is filled in by its script; without one it says so.
 */
export const pageHtml = (problem: PageProblem, { page, worker }: PageScripts): string => {
  const { assets, from, to, lookback, note, isSimulated } = problem;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyFor(page)}">
<title>A portfolio circuit by hand</title><style>${style}</style></head>
<body><main><p class="brand">SIGMAX</p><h1>A portfolio circuit by hand</h1>
<p class="hint">Which few of ${assets.length} assets to hold at equal weight, at the least q · variance − return of a day. Means and a shrunk covariance from ${lookback} daily returns, ${escaped(from)} to ${escaped(to)}.</p>
<p class="badge">${isSimulated ? 'Simulated market' : 'Recorded market'}</p>
<noscript><section><p>This page simulates a circuit by a script. Allow scripts for it.</p></section></noscript>
<div class="columns"><form id="controls" class="card" aria-label="Settings">
<h2>Problem</h2>
${slider('assets', 'Assets', 2, assets.length, 1)}
${slider('choose', 'Budget B', 1, Math.min(10, assets.length - 1), 1)}
${slider('riskAversion', 'Risk aversion q', 0, 20, 0.1)}
<h2>Circuit</h2>
${slider('layers', 'Layers', 1, 4, 1)}
<div id="angles"></div>
<div class="buttons"><button type="button" id="improve">Improve from here</button><button type="button" id="search">Search layer by layer</button><button type="button" id="ramp">Back to the ramp</button><button type="button" id="stop" disabled>Stop</button></div>
<p class="words" id="together" role="alert"></p><p class="hint" id="timing"></p>
</form><div class="results">
<p id="live" class="visually-hidden" aria-live="polite"></p>
<section aria-labelledby="figures-title"><h2 id="figures-title">The circuit beside the answer</h2><div class="tiles" id="tiles"></div><p id="best"></p><div class="scroll"><table id="methods"></table></div>
<p class="hint">Expected cost: how much more than the best portfolio, in millionths of return a day. Ratio: (worst − mean) / (worst − best). Lift: the chance of the best portfolio against guessing. To see it: measurements after which it was seen with 99 %, or what a classical method took.</p></section>
<section aria-labelledby="distribution-title"><h2 id="distribution-title">What would be measured</h2><div class="scroll"><table id="portfolios" class="portfolios"></table></div><figure id="costs"></figure><p class="hint"><span class="key circuit"></span> circuit <span class="key guess"></span> guessing</p></section>
<section aria-labelledby="convergence-title"><h2 id="convergence-title">Finding the angles</h2><div id="convergence" class="fit"><p class="hint">Press “Improve from here”: the sliders follow.</p></div><p id="progress" class="hint" aria-live="polite"></p></section>
<section aria-labelledby="circuit-title"><h2 id="circuit-title">The circuit</h2><ol class="blocks" id="blocks"></ol><p class="hint" id="circuit-caption"></p><div class="tall" id="circuit" tabindex="0" role="region" aria-label="Drawing of the circuit"></div><button type="button" id="whole">Draw it whole</button></section>
<section><h2>What this can and cannot do</h2><p>Simulating a circuit on this machine makes no choice easier: the simulation visits every portfolio, so the best one is known before the first measurement. The circuit is here for study, and to prepare one for hardware. It is no source of returns.</p><p class="hint">${escaped(note)}</p></section>
</div></div></main>
<script type="application/json" id="problem">${embedded(problem)}</script>
<script type="application/json" id="worker">${embedded(worker)}</script>
<script>${page}</script>
</body></html>
`;
};
