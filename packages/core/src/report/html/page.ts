import type { RunAnalysis } from '../analysis/analysis';
import { costsSection, luckSection, ordersSection, performanceSection, tradesSection } from '../analysis/sections';
import { count, minute, percent } from '../format';
import type { TearSheet } from '../tear-sheet';
import { calendarSection } from './calendar';
import { type ChartData, chartData } from './chart-data';
import { binCount, binsOf, histogram } from './histogram';
import { html, inScript, type Markup, trusted, unbroken } from './markup';
import { measuresSection } from './measures-table';
import { cards, panel } from './summary';
import { tradesTable } from './trades-table';

export interface PageContent {
  readonly analysis: RunAnalysis;
  readonly sheet: TearSheet;
  readonly generatedAtMs: number | undefined;
  readonly maxTrades: number;
  /** Files of our own; written into the page as they are. */
  readonly styles: readonly string[];
  readonly scripts: readonly string[];
}

const header = ({ sheet, analysis }: PageContent): Markup => html`<header>
<div class="top"><p class="brand">SIGMAX</p>${sheet.isSimulated ? html`<p class="badge">Simulated market</p>` : undefined}${
  analysis.result.halt === undefined
    ? undefined
    : html`<p class="badge halt">Halted by ${analysis.result.halt.guard}</p>`
}<button type="button" id="theme" class="button" hidden>Dark</button></div>
<h1>${sheet.title}</h1>
<p class="subtitle">${unbroken(sheet.subtitle)}</p>
<div class="verdict">${sheet.verdict.map((sentence) => html`<p>${unbroken(sentence)}</p>`)}</div>
${cards(analysis)}
</header>`;

const curves = ({ barsPerPart }: ChartData, { buyAndHold }: RunAnalysis): Markup => html`<section id="curves">
<div class="heading"><h2>Equity${buyAndHold === undefined ? '' : ' and buy and hold'}</h2><button type="button" id="scale" class="button" hidden>Logarithmic</button></div>
<div class="chart" id="equity"></div>
<h3>Drawdown</h3><div class="chart" id="drawdown"></div>
<h3>Exposure</h3><div class="chart" id="exposure"></div>
<p class="hint">${barsPerPart > 1 ? `Each step of the curves shows the lowest and the highest of ${count(barsPerPart)} periods. ` : ''}Drag over a chart to look closer, double-click to see all again. Times are UTC.</p>
</section>`;

const prices = (data: ChartData): Markup | undefined =>
  data.prices.length === 0
    ? undefined
    : html`<section id="price-section"><div class="heading"><h2>Trades on the price</h2>${
        data.prices.length === 1
          ? html`<p class="hint">${data.prices[0]?.id ?? ''}</p>`
          : html`<label class="hint">Instrument <select id="instrument">${data.prices.map(({ id }, index) => html`<option value="${index}">${id}</option>`)}</select></label>`
      }</div>
<div class="chart tall" id="price"></div>
<p class="hint"><span class="key buy">▲</span> bought <span class="key sell">▼</span> sold. <span id="price-note"></span></p></section>`;

const distributions = ({ strategy, value }: RunAnalysis): Markup | undefined => {
  const moving = strategy.sorted.filter((one) => one !== 0);
  const tradeReturns = Float64Array.from(
    (strategy.trading?.closed ?? []).flatMap((trip) => (trip.return === undefined ? [] : [trip.return])),
  ).sort();
  const risk = value('value-at-risk');
  const marks = risk === undefined ? [] : [{ value: -risk, name: 'value at risk' }];
  const ofPeriods = histogram(binsOf(moving, binCount(moving.length)), 'Distribution of the returns of periods', marks);
  const ofTrades = histogram(
    binsOf(tradeReturns, binCount(tradeReturns.length)),
    'Distribution of the returns of trades',
  );
  if (ofPeriods === undefined && ofTrades === undefined) return undefined;
  const still = strategy.returns.length - moving.length;
  return html`<section id="distributions"><h2>Distribution of returns</h2><div class="two">
${ofPeriods && html`<figure><figcaption>Periods${still > 0 ? html` <small>${count(still)} without a change left out</small>` : undefined}</figcaption>${ofPeriods}</figure>`}
${ofTrades && html`<figure><figcaption>Closed trades, after fees</figcaption>${ofTrades}</figure>`}
</div><p class="hint">The outer bars take what lies beyond the outer ${percent(0.005)} on each side.</p></section>`;
};

const costs = (analysis: RunAnalysis): Markup => html`<section id="costs"><h2>Costs and activity</h2><div class="two">
<div>${analysis.result.fills.length === 0 ? html`<p class="hint">Nothing was traded.</p>` : html`<h3>Paid so far</h3><div class="chart" id="paid"></div>`}</div>
<div>${panel({ ...costsSection(analysis), title: `In ${analysis.result.reportingAsset}` })}</div></div></section>`;

const summary = (analysis: RunAnalysis): Markup => html`<section id="summary"><h2>Summary</h2><div class="panels">
${[performanceSection, tradesSection, luckSection, ordersSection].map((section) => panel(section(analysis)))}${analysis.settings.sections.map(panel)}
</div></section>`;

const reproduction = ({
  sheet,
  generatedAtMs,
}: PageContent): Markup => html`<section id="reproduction"><h2>How to make it again</h2>
<dl>${sheet.reproduction.map(([label, value]) => html`<dt>${label}</dt><dd>${value}</dd>`)}${
  generatedAtMs === undefined ? undefined : html`<dt>Made</dt><dd>${minute(generatedAtMs)} UTC</dd>`
}</dl></section>`;

/** Nothing may be loaded; what the page needs is in it. */
const policy = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:";

/** The whole file. */
export const page = (content: PageContent): string => {
  const { analysis, sheet, styles, scripts, maxTrades } = content;
  const data = chartData(analysis);
  const { trading } = analysis.strategy;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<title>${sheet.title} · SIGMAX</title>
${styles.map(
  (text) => html`<style>${trusted(text)}</style>
`,
)}</head>
<body>
<main>
${header(content)}
${curves(data, analysis)}
${prices(data)}
${calendarSection(analysis)}
${distributions(analysis)}
${costs(analysis)}
${summary(analysis)}
${measuresSection(analysis.measures)}
${tradesTable(trading?.trips ?? [], maxTrades, analysis.result.reportingAsset)}
<section id="notes"><h2>How to read it</h2><ul>${sheet.notes.map((note) => html`<li>${note}</li>`)}</ul></section>
${reproduction(content)}
</main>
<noscript><p class="hint">The charts need JavaScript.</p></noscript>
<div id="tip" role="tooltip" hidden></div>
<script type="application/json" id="data">${inScript(data)}</script>
${scripts.map(
  (text) => html`<script>${trusted(text)}</script>
`,
)}</body>
</html>
`.text;
};
