import { embedded, type PageScripts, policyFor } from '../page-scripts';
import type { PageContent } from './page-content';
import { style } from './page-style';
import { choiceNames, escaped } from './page-texts';

const tile = (id: string, label: string): string => `<div class="tile"><b id="${id}">–</b><span>${label}</span></div>`;

/** The page as one HTML file. Its policy lets it run these scripts and nothing else, and load nothing. */
export const pageHtml = (content: PageContent, { page, worker }: PageScripts): string => {
  const keys = choiceNames.map((name, choice) => `<span class="key choice${choice}"></span>${name}`).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policyFor(page)}">
<title>Trained policies at work</title><style>${style}</style></head>
<body><main><p class="brand">SIGMAX</p><h1>Trained policies at work</h1>
<p class="hint">Two networks, read from their bundles and run by WebAssembly in this page. No library for training is loaded, and nothing from a network.</p>
<noscript><section><p>This page runs its policies by a script. Allow scripts for it.</p></section></noscript>
<p class="words" id="failure" role="alert"></p><p id="live" class="visually-hidden" aria-live="polite"></p>
<section aria-labelledby="pole-title"><h2 id="pole-title">A pole on a cart</h2>
<canvas id="pole" tabindex="0" role="img" aria-label="A cart on a track that balances a pole. Arrow keys push it, space pauses, R resets."></canvas>
<div class="controls"><button type="button" id="pause">Run</button><button type="button" id="one-step">Step</button><button type="button" id="left">← Push left</button><button type="button" id="to-right">Push right →</button><button type="button" id="reset">Reset</button><label for="seed">Seed</label><input id="seed" type="text" inputmode="numeric" autocomplete="off" value="0" aria-describedby="seed-words"></div>
<p class="words" id="seed-words" role="alert"></p>
<div class="tiles">${tile('steps', 'steps balanced, 50 a second')}${tile('best', 'most since the page was opened')}${tile('place', 'place, from −2.4 to 2.4')}${tile('angle', 'angle; it fell beyond 12°')}<div class="tile"><b id="right">–</b><span>probability of a push to the right</span><span class="meter"><i id="right-bar"></i></span></div></div>
<p class="hint">The policy pushes left or right with a fixed force 50 times a second; the arrow is its last push. Your push changes the speed of the cart at once. With the picture in focus: <kbd>←</kbd> <kbd>→</kbd> push, <kbd>space</kbd> pauses, <kbd>.</kbd> steps, <kbd>R</kbd> resets.</p></section>
<section aria-labelledby="trading-title"><h2 id="trading-title">A policy on bars</h2>
<p class="badge">${content.bars.isSimulated ? 'Simulated market' : 'Recorded market'}</p>
<figure id="probabilities"></figure><p class="hint">${keys}</p><p id="trading-words"></p>
<p class="hint">${escaped(content.verdict)}</p><p class="hint">${escaped(content.note)}</p></section>
<section aria-labelledby="same-title"><h2 id="same-title">The same bits</h2>
<p>The same seed gives the same weights and the same decisions in every engine. Compared with Node ${escaped(content.node.version)}, which wrote this page:</p>
<ul class="checks"><li id="pole-check">Playing …</li><li id="trading-check">Trading …</li><li id="training-check">Training …</li></ul></section>
</main>
<script type="application/json" id="content">${embedded(content)}</script>
<script type="application/json" id="worker">${embedded(worker)}</script>
<script>${page}</script>
</body></html>
`;
};
