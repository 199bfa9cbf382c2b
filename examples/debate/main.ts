import { runCommand } from './command';

process.exitCode = await runCommand(process.argv.slice(2), {
  print: console.log,
  complain: console.error,
  progress: (line) => process.stderr.write(`${line}\n`),
});
