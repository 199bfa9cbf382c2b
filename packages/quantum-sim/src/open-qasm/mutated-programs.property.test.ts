import { describe, expect, it } from 'vitest';
import { Circuit } from '../circuit/circuit';
import { type Random, seededRandom } from '../seeded-random';
import { importOpenQasm } from './import-open-qasm';
import { OpenQasmError } from './open-qasm-error';

const programs = [
  `OPENQASM 2.0;
include "qelib1.inc";
gate twist(t, s) a, b { rx(t/2) a; barrier a, b; cu1(-sin(s)^2) a, b; U(pi, 0, ln(2)) b; }
qreg q[3]; // data
creg c[3];
h q;
twist(pi/4, 1.5e-1) q[0], q[1];
cx q[0], q[2];
measure q -> c;
if (c == 5) x q[1];
reset q[0];
barrier q;
measure q[1] -> c[1];`,
  `OPENQASM 3.0;
include "stdgates.inc";
input float[64] theta;
const int n = 3;
qubit[n] q;
bit[n] c;
gate pair(a) x1, y1 { ctrl @ rx(a) x1, y1; inv @ s y1; }
let ends = q[0] ++ q[-1];
h ends;
for int i in [0:n-2] { cx q[i], q[i+1]; pow(2) @ rz(theta*0.5 + pi) q[i]; }
negctrl(2) @ pow(-1) @ t q[0], q[1], q[2];
pair(0.3) q[0], q[1];
c[0] = measure q[0];
if (c[0] == 1 && !c[1]) { x q[1]; } else { gphase(0.1); }
if (c == 3) x q[2];
c = measure q;`,
];

const pieces =
  `; { } ( ) [ ] , -> == @ : ++ "x" 0 1 -1 1e9 1e400 99999999999 pi theta q c n i gate if else for in const input
  let measure reset barrier ctrl inv pow negctrl opaque qreg creg qubit bit while include // /* */ \u0000 λ 😀 $0 ^ ** %
  / - . ~`.split(/\s+/);

/** One change of a text: a part is left out, doubled, moved or replaced. */
const mutate = (text: string, random: Random): string => {
  const at = random.integer(text.length + 1);
  const end = Math.min(text.length, at + random.integer(random.integer(4) === 0 ? 60 : 6));
  const piece = pieces[random.integer(pieces.length)]!;
  switch (random.integer(6)) {
    case 0:
      return text.slice(0, at) + text.slice(end);
    case 1:
      return text.slice(0, end) + text.slice(at);
    case 2:
      return `${text.slice(0, at)} ${piece} ${text.slice(end)}`;
    case 3:
      return text.slice(0, at) + piece + text.slice(at);
    case 4:
      return text.slice(0, at);
    default:
      return text.slice(0, at) + String.fromCharCode(random.integer(128)) + text.slice(at + 1);
  }
};

describe('10,000 programs that were changed at random', () => {
  it.each(programs.map((program, index) => [index + 2, program] as const))(
    'OpenQASM %d: each is a circuit, or an error with a place in the text',
    (version, program) => {
      const random = seededRandom(20_261_123 + version);
      let read = 0;
      for (let count = 0; count < 5000; count++) {
        let text = program;
        for (let changes = 1 + random.integer(3); changes > 0; changes--) text = mutate(text, random);
        try {
          const { circuit } = importOpenQasm(text, { maximumOperations: 20_000 });
          expect(circuit).toBeInstanceOf(Circuit);
          read++;
        } catch (error) {
          if (!(error instanceof OpenQasmError)) throw new Error(`${String(error)} for ${JSON.stringify(text)}`);
          const lines = text.split('\n');
          expect(error.line).toBeLessThanOrEqual(lines.length);
          expect(error.column).toBeLessThanOrEqual(lines[error.line - 1]!.length + 1);
          expect(error.remedy).toBeTypeOf('string');
        }
      }
      // Both outcomes have to occur, or nothing was tried.
      expect(read).toBeGreaterThan(100);
      expect(read).toBeLessThan(4000);
    },
  );
});
