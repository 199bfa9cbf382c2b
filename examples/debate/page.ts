import { bandChart } from '@sigmax/rl/evaluation';
import { roles } from './desk/roles';
import type { Run } from './outcome';
import { reliabilityChart } from './reliability-chart';
import { ablationRows, accountRows, costRows, hostileRows, leaderRows, luckRows, skillRows, withoutRows } from './rows';
import {
  aboutAblation,
  aboutArena,
  aboutKept,
  aboutLookAhead,
  aboutMeetings,
  aboutNews,
  flipLines,
  meaningOf,
} from './statement';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The colours and measures of the report of `npm start`. */
const style = `:root{color-scheme:light dark;--page:#f6f6f3;--card:#fff;--ink:#1b1f24;--muted:#626a75;--line:#e3e3de;--first:#0b6cb0}
@media (prefers-color-scheme:dark){:root{--page:#101318;--card:#181c22;--ink:#e7e9ec;--muted:#9aa3af;--line:#2a3038;--first:#5fb4ef}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1100px;margin:0 auto;padding:32px 20px 64px}h1{font-size:28px;margin:0 0 4px}h2{font-size:18px;margin:0 0 12px}
.brand{letter-spacing:.14em;font-size:12px;color:var(--muted);margin:0}.hint{color:var(--muted);font-size:13px}.verdict{font-size:17px;margin:0}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px;margin-top:16px}
.scroll{overflow-x:auto}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:5px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap;font-weight:400}thead th{color:var(--muted);font-weight:500}
th:first-child,td:first-child{text-align:left}.words td,.words th{text-align:left}.own td,.own th{font-weight:600}
.badge{display:inline-block;border:1px solid var(--line);border-radius:999px;padding:1px 10px;font-size:12px;margin-right:6px}
a,p,li{overflow-wrap:anywhere}li{margin:4px 0}.chart{margin:12px 0}.chart svg{display:block;width:100%;min-width:540px;max-width:820px;height:auto;border-radius:8px}
.log{font-size:13.5px}.log p{margin:10px 0 4px}.log ul{margin:0;padding-left:20px}a{color:var(--first)}`;

const table = ([head = [], ...rows]: readonly (readonly string[])[], kind = '', own = -1): string =>
  `<div class="scroll"><table${kind === '' ? '' : ` class="${kind}"`}><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map(
      ([first = '', ...cells], index) =>
        `<tr${index === own ? ' class="own"' : ''}><th scope="row">${escaped(first)}</th>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`,
    )
    .join('')}</tbody></table></div>`;

const section = (title: string, ...content: readonly string[]): string =>
  `<section><h2>${escaped(title)}</h2>${content.join('\n')}</section>`;

const paragraph = (text: string, kind = ''): string =>
  `<p${kind === '' ? '' : ` class="${kind}"`}>${escaped(text)}</p>`;

const chart = (svg: string): string => `<div class="scroll chart">${svg}</div>`;

const equityChart = ({ main: { result }, curves, settings }: Run): string => {
  const [own, ...others] = curves.map(({ name, equity }) => ({
    name,
    at: result.timeMs,
    values: equity.map((value) => value / settings.cash),
  }));
  const values = own?.values ?? new Float64Array();
  return bandChart({
    title: 'What 1 becomes, after costs',
    name: 'debate',
    band: { at: result.timeMs, low: values, middle: values, high: values },
    lines: others,
    formatAt: (timeMs) => new Date(timeMs).toISOString().slice(0, 10),
    formatValue: (value) => value.toFixed(2),
  });
};

/** What decides the figures, and not where they were written. */
const settingsOf = ({ settings }: Run): string => {
  const { data, isSimulated, bars, seed, cash, feeRate, slippageRate, cuts, explain, model } = settings;
  return JSON.stringify({ data, isSimulated, bars, seed, cash, feeRate, slippageRate, cuts, explain, model });
};

/** An explanation with its lists as lists. */
const explanationOf = (text: string): string => {
  const parts: string[] = [];
  let items: string[] = [];
  const endList = (): void => {
    if (items.length > 0) parts.push(`<ul>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</ul>`);
    items = [];
  };
  for (const line of text.split('\n')) {
    if (line.startsWith('- ')) items.push(line.slice(2));
    else {
      endList();
      parts.push(paragraph(line));
    }
  }
  endList();
  return `<div class="log">${parts.join('')}</div>`;
};

/** Files that lie beside the page. */
export interface Beside {
  readonly bot: string;
  readonly log: string;
}

/** One HTML file that needs no network: the verdict first, then everything that it rests on. */
export const pageOf = (run: Run, { bot, log }: Beside): string => {
  const { market, settings, edge, explained, calibrations, arena, main } = run;
  const { feeRate, slippageRate, seed } = settings;
  const explanation = explained.explanation?.text ?? 'No decision moved a position.';
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>A debate of agents, tested honestly</title><style>${style}</style></head>
<body><main><p class="brand">SIGMAX</p><h1>A debate of agents, tested honestly</h1>
${paragraph(`${main.result.instruments.map(({ id }) => id).join(', ')}; fee ${feeRate}, slippage ${slippageRate}, seed ${seed}; ${settings.model === undefined ? 'no language model' : `a recording of ${settings.model.name}`}`, 'hint')}
<p><span class="badge">${market.isSimulated ? 'Simulated market' : 'Recorded market'}</span><span class="badge">Invented news</span></p>
${section('Verdict', paragraph(edge.verdict.text, 'verdict'), paragraph(meaningOf(run)), paragraph(market.note, 'hint'), paragraph(aboutNews(run), 'hint'))}
${section('Accounts, after costs', table(accountRows(run), '', 0), chart(equityChart(run)))}
${section('Luck', table(luckRows(run)))}
${section('Other costs', table(costRows(run), '', 1))}
${section('One analyst less', table(withoutRows(run)), paragraph('The whole desk again without one of its reports; change: return less that of the whole desk.', 'hint'))}
${section('What each analyst is worth', table(ablationRows(run)), paragraph(aboutAblation, 'hint'), chart(reliabilityChart(calibrations)), table(skillRows(run)), paragraph('The trained models on bars that they had not seen: a model without skill has no say.', 'hint'))}
${section('Arena', chart(arena.leaderboard.toSvg()), table(leaderRows(run)), paragraph(aboutArena, 'hint'))}
${section('Look-ahead', paragraph(aboutLookAhead(run)))}
${section('Hostile headlines', table(hostileRows(run), 'words'), paragraph(aboutKept(run), 'hint'))}
${section('The desk', table([['role', 'names in the log', 'what it does here'], ...roles], 'words'), paragraph(aboutMeetings(run)))}
${section('One decision, from its log alone', explanationOf(explanation), explanationOf(['What would have changed it, with the desk asked again:', ...flipLines(run).map((line) => `- ${line}`)].join('\n')), `<p><a href="${escaped(log)}">The decision log</a> · <a href="${escaped(bot)}">The report of the backtest</a></p>`)}
${section('To make it again', paragraph(`Settings: ${settingsOf(run)}`, 'hint'), paragraph(`Event digest ${main.result.digest}`, 'hint'))}
</main></body></html>
`;
};
