import { convergenceSvg } from '@sigmax/quantum-sim/drawing';
import { mixerPicture } from './circuit-pictures';
import type { Outcome, Run } from './outcome';
import {
  accountRows,
  circuitSentence,
  measuredRows,
  monthNote,
  monthRows,
  objectiveNotes,
  objectiveRows,
  plain,
} from './text';

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The colours and measures of the report of `npm start`. */
const style = `:root{color-scheme:light dark;--page:#f6f6f3;--card:#fff;--ink:#1b1f24;--muted:#626a75;--line:#e3e3de}
@media (prefers-color-scheme:dark){:root{--page:#101318;--card:#181c22;--ink:#e7e9ec;--muted:#9aa3af;--line:#2a3038}}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--ink);font:15px/1.55 system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
main{max-width:1100px;margin:0 auto;padding:32px 20px 64px}h1{font-size:28px;margin:0 0 4px}h2{font-size:18px;margin:0 0 12px}
.brand{letter-spacing:.14em;font-size:12px;color:var(--muted);margin:0}.hint{color:var(--muted);font-size:13px}
section{background:var(--card);border:1px solid var(--line);border-radius:12px;padding:20px;margin-top:16px}
.scroll{overflow-x:auto}.tall{overflow:auto;max-height:720px}table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}
th,td{padding:5px 10px;text-align:right;border-bottom:1px solid var(--line);white-space:nowrap}th{color:var(--muted);font-weight:500}
th:first-child,td:first-child{text-align:left}.badge{display:inline-block;border:1px solid var(--line);border-radius:999px;padding:1px 10px;font-size:12px}
li{margin:4px 0}.wrap{overflow-wrap:anywhere}.blocks{display:flex;gap:26px;list-style:none;margin:0;padding:4px 0 12px}
.blocks li{position:relative;flex:1 0 120px;border:1px solid var(--line);border-radius:8px;padding:8px 12px;margin:0}.blocks span{display:block;color:var(--muted);font-size:12px}
.blocks li+li::before{content:"";position:absolute;left:-27px;top:50%;width:26px;border-top:2px solid var(--line)}svg{display:block;max-width:none}.fit svg{width:100%;height:auto}`;

const table = ([head = [], ...rows]: readonly (readonly string[])[]): string =>
  `<div class="scroll"><table><thead><tr>${head.map((cell) => `<th scope="col">${escaped(cell)}</th>`).join('')}</tr></thead><tbody>${rows
    .map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`)
    .join('')}</tbody></table></div>`;

const section = (title: string, ...content: readonly string[]): string =>
  `<section><h2>${escaped(title)}</h2>${content.join('\n')}</section>`;

const paragraph = (text: string, kind = ''): string =>
  `<p${kind === '' ? '' : ` class="${kind}"`}>${escaped(text)}</p>`;

const subtitle = ({ market, settings }: Outcome): string =>
  `${settings.choose} of ${market.assets} assets each month, ${market.firstDecision} to ${market.to}; estimates from the last ${settings.lookback} days, risk aversion ${settings.riskAversion}, fee ${settings.feeRate}, slippage ${settings.slippageRate}, seed ${settings.seed}`;

/** The whole circuit as boxes from left to right. */
const blocks = ({ circuit, settings }: Outcome): string => {
  if (circuit === undefined) return '';
  const { depth, angles, gates, choose, qubits } = circuit;
  const layers = Array.from({ length: depth }, (_, layer) => [
    [`Cost ${layer + 1}`, `γ ${plain(angles[layer], 3)}`, `${gates.phases} RZ and RZZ`],
    [`Mixer ${layer + 1}`, `β ${plain(angles[depth + layer], 3)}`, `${gates.mixer} XX+YY on a ring`],
  ]).flat();
  const all = [
    ['Start', `all choices of ${choose} of ${qubits}`, `${gates.start} gates`],
    ...layers,
    ['Measure', `${settings.shots} times`, `${qubits} qubits`],
  ];
  return `<div class="scroll"><ol class="blocks">${all
    .map(
      ([name = '', ...lines]) =>
        `<li><b>${escaped(name)}</b>${lines.map((line) => `<span>${escaped(line)}</span>`).join('')}</li>`,
    )
    .join('')}</ol></div>`;
};

const circuitSections = ({ shown, outcome }: Run): string[] => {
  const sentence = circuitSentence(outcome);
  if (shown === undefined || sentence === undefined) return [];
  return [
    section(
      'The circuit of the last decision',
      paragraph(sentence),
      blocks(outcome),
      paragraph(
        'Below is the mixer of its first layer: amplitude moves between neighbours on a ring of assets. The whole circuit lies beside this page as a drawing and as OpenQASM 2.',
        'hint',
      ),
      `<div class="tall">${mixerPicture(shown)}</div>`,
    ),
    section(
      'What it measured most often',
      table(measuredRows(outcome)),
      paragraph(
        `Of ${outcome.settings.shots} measurements; costs more: than the best choice, in millionths of return a day.`,
        'hint',
      ),
    ),
  ];
};

/** Says which curves lie on each other. */
const hidden = ({ accounts }: Outcome): string[] => {
  const [exact, ...others] = accounts;
  const same = others.filter(({ finalEquity, fills }) => finalEquity === exact?.finalEquity && fills === exact.fills);
  return same.map(({ name }) => paragraph(`${name} chose as ${exact?.name} did: its curve lies on the other.`, 'hint'));
};

/** One HTML file that needs no network: the statement first, then accounts, what did not work, every decision, one circuit. */
export const pageOf = (run: Run): string => {
  const { outcome, curves } = run;
  const { market, statement, losses, accounts } = outcome;
  const equity = convergenceSvg(curves, {
    valueLabel: 'USDT',
    stepLabel: `days from ${market.firstDecision}`,
    width: 1040,
    height: 380,
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>Choosing assets by circuit, annealing and exactly</title><style>${style}</style></head>
<body><main><p class="brand">SIGMAX</p><h1>Choosing assets by circuit, annealing and exactly</h1>
${paragraph(subtitle(outcome), 'hint')}
<p class="badge">${market.isSimulated ? 'Simulated market' : 'Recorded market'}</p>
${section('Before the figures', paragraph(statement), paragraph(market.note, 'hint'))}
${section('Accounts, after costs', table(accountRows(outcome)))}
${section('Equity', `<div class="fit">${equity}</div>`, ...hidden(outcome))}
${section('What did not work', `<ul>${losses.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`)}
${section('From one decision to the next', table(monthRows(outcome)), paragraph(monthNote, 'hint'))}
${section(`The last decision, ${outcome.objectives?.date}`, table(objectiveRows(outcome)), ...objectiveNotes(outcome).map((line) => paragraph(line, 'hint')))}
${circuitSections(run).join('\n')}
${section('To make it again', paragraph(`Settings: ${JSON.stringify(outcome.settings)}`, 'wrap'), table([['account', 'event digest'], ...accounts.map(({ name, digest }) => [name, digest])]))}
</main></body></html>
`;
};
