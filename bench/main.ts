import { spawnSync } from 'node:child_process';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { allocationBench } from './allocation';
import { behaviouralMarketBench } from './behavioural-market';
import type { Bench, Figure } from './bench';
import { guardsBench } from './guards';
import { indicatorsBench } from './indicators';
import { l2Bench } from './l2';
import { loadBench } from './load';
import { pipeBench } from './pipe';
import { qaoaBench } from './qaoa';
import { quantumBench } from './quantum';
import { rlBench } from './rl';
import { sentimentBench } from './sentiment';
import { smaCrossBench } from './sma-cross';
import { streamBench } from './stream';
import { subspaceBench } from './subspace';
import { sweepBench } from './sweep';
import { tradingEnvironmentBench } from './trading-environment';

const benches: readonly Bench[] = [
  smaCrossBench,
  sweepBench,
  streamBench,
  allocationBench,
  guardsBench,
  indicatorsBench,
  l2Bench,
  pipeBench,
  quantumBench,
  qaoaBench,
  subspaceBench,
  tradingEnvironmentBench,
  rlBench,
  sentimentBench,
  behaviouralMarketBench,
  loadBench,
];

const help = `Measures SIGMAX against peers and limits.

Usage: npm run -s bench -- [name ...] [--json]

  --json            one JSON object a line for each figure
  --python <path>   a Python with the simulators that \`quantum\` is measured beside; see bench/peers/quantum-peers.sh
  --help            this text

Benchmarks:
${benches.map(({ name, what }) => `  ${name.padEnd(12)} ${what}`).join('\n')}

Rates are medians of interleaved runs; peers did the same work in the same run. Memory is the peak of a process that
does our part alone.`;

const format = (value: number | undefined): string => {
  if (value === undefined) return '–';
  if (value > 0 && value < 0.005) return value.toExponential(1);
  return value >= 1e6
    ? `${(value / 1e6).toFixed(2)} M`
    : value >= 1e4
      ? `${(value / 1e3).toFixed(1)} k`
      : value.toFixed(2);
};

const print = (figure: Figure, isJson: boolean): void => {
  if (isJson) {
    console.log(JSON.stringify(figure));
    return;
  }
  const { value: own, goal } = figure;
  // A figure with a goal is a ratio already.
  const peers = Object.entries(figure.peers).map(
    ([name, value]) =>
      `${name} ${format(value)}${own === undefined || goal !== undefined ? '' : ` (ours/theirs ${(own / value).toFixed(2)})`}`,
  );
  const aim =
    goal === undefined
      ? []
      : [`goal ${goal.sense} ${goal.limit}: ${goal.verdict}${goal.why === undefined ? '' : ` (${goal.why})`}`];
  console.log(
    `${figure.bench.padEnd(12)} ${figure.metric.padEnd(30)} ${format(own).padStart(9)} ${figure.unit.padEnd(12)} ${[...aim, ...peers].join(' · ')}`,
  );
};

/** Peak memory of a fresh process that does our part of a benchmark alone. */
const peakMemory = (name: string): Figure => {
  const child = spawnSync(process.execPath, ['--import', 'tsx', fileURLToPath(import.meta.url), name, '--memory'], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (child.status !== 0) throw new Error(`${name}: the memory run ended with status ${child.status}.`);
  return { bench: name, metric: 'peak_rss_mb', value: Number(child.stdout.trim()), unit: 'MB', peers: {} };
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
    memory: { type: 'boolean', default: false },
    python: { type: 'string' },
  },
});
const unknown = positionals.filter((name) => !benches.some((bench) => bench.name === name));

if (values.help) {
  console.log(help);
} else if (unknown.length > 0) {
  console.error(`Unknown benchmark ${unknown.join(', ')}. Known: ${benches.map(({ name }) => name).join(', ')}.`);
  process.exitCode = 2;
} else if (values.memory) {
  for (const bench of benches) if (positionals.includes(bench.name)) await bench.measure({ hasPeers: false });
  console.log(process.resourceUsage().maxRSS / 1024);
} else {
  const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  if (!values.json)
    console.log(`Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${cpus().length} cores`);
  for (const bench of chosen) {
    for (const figure of await bench.measure({ hasPeers: true, python: values.python })) print(figure, values.json);
    print(peakMemory(bench.name), values.json);
  }
}
