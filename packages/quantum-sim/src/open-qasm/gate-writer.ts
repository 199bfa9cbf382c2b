import { type Angle, parameter } from '../circuit/angle';
import type { GateOperation } from '../circuit/operation';
import { type BaseGate, type Gate, gateQubitCount } from '../gates/gate';
import { angleText } from './angle-text';
import { lowerGate, pauliLetters } from './lower-gate';

/** What a language says to a gate. */
export interface GateDialect {
  /** The name and modifiers under which the language or its file has the gate. */
  readonly known: (gate: Gate) => string | undefined;
  /** Known names that need a definition of their own. */
  readonly preludes: ReadonlyMap<string, string>;
  /** Whether a definition writes a gate without qubits; otherwise a phase of all is left out. */
  readonly hasGlobalPhase: boolean;
  /** Controls that are modifiers are left off the gate that is defined. */
  readonly prefixOf: (controlCount: number) => string | undefined;
  /** Names that a definition may not have. */
  readonly taken: ReadonlySet<string>;
}

/** Writes calls of gates, and before them the definitions that they need. */
export interface GateWriter {
  readonly definitions: readonly string[];
  /** The call without its end; empty where it does nothing that the language can say. */
  call(operation: GateOperation, qubitText: (qubit: number) => string): string;
}

const angleNames = ['theta', 'phi', 'lambda', 'gamma'];

const baseName = (base: BaseGate, isStandard: boolean): string => {
  if (isStandard) return base.name;
  const letters = pauliLetters(base);
  const name = letters === undefined ? base.name : `pauli_${letters.toLowerCase()}`;
  return /^[a-z]\w*$/.test(name) ? name : `gate_${name.replace(/\W/g, '_')}`;
};

const nameOf = ({ base, controlCount }: Gate, isStandard: boolean): string => {
  const name = baseName(base, isStandard);
  return controlCount <= 2 ? `${'c'.repeat(controlCount)}${name}` : `mc${controlCount}_${name}`;
};

export const gateWriter = (dialect: GateDialect, isStandard: (base: BaseGate) => boolean): GateWriter => {
  const definitions: string[] = [];
  const names = new Map<BaseGate, Map<string, string>>();
  const taken = new Set(dialect.taken);

  const freeName = (wanted: string, isNumbered: boolean): string => {
    let name = isNumbered ? `${wanted}_1` : wanted;
    for (let count = 2; taken.has(name); count++) name = `${wanted}_${count}`;
    taken.add(name);
    return name;
  };

  /** Angles become those of the definition; a gate that is known by its matrix alone has them inside. */
  const define = (gate: Gate, angles: readonly Angle[]): { name: string; hasAngles: boolean } => {
    const { base, controlCount } = gate;
    const standard = isStandard(base);
    const hasAngles = base.angleCount > 0 && (standard || pauliLetters(base) !== undefined);
    const key = `${controlCount}:${hasAngles ? '' : angles.join(',')}`;
    const known = names.get(base)?.get(key);
    if (known !== undefined) return { name: known, hasAngles };
    const symbols = hasAngles ? angleNames.slice(0, base.angleCount).map(parameter) : angles;
    const list = lowerGate(gate, symbols);
    const body = list.map((operation) => call(operation, (qubit) => `q${qubit}`)).filter((text) => text !== '');
    const name = freeName(nameOf(gate, standard), !standard && pauliLetters(base) === undefined);
    if (!names.has(base)) names.set(base, new Map());
    names.get(base)!.set(key, name);
    const qubits = Array.from({ length: gateQubitCount(gate) }, (_, qubit) => `q${qubit}`);
    const head = `gate ${name}${hasAngles ? `(${angleNames.slice(0, base.angleCount).join(', ')})` : ''} ${qubits.join(', ')}`;
    definitions.push(`${head} {${body.map((text) => ` ${text};`).join('')} }`);
    return { name, hasAngles };
  };

  const knownName = (gate: Gate): string | undefined => {
    const name = dialect.known(gate);
    const prelude = dialect.preludes.get(name ?? '');
    if (prelude !== undefined && !definitions.includes(prelude)) definitions.push(prelude);
    return name;
  };

  const withArguments = (name: string, angles: readonly Angle[]): string =>
    angles.length === 0 ? name : `${name}(${angles.map(angleText).join(', ')})`;

  const call = ({ gate, qubits, angles }: GateOperation, qubitText: (qubit: number) => string): string => {
    const places = qubits.map(qubitText).join(', ');
    if (gateQubitCount(gate) === 0) return dialect.hasGlobalPhase ? withArguments('gphase', angles) : '';
    const known = knownName(gate);
    if (known !== undefined) return `${withArguments(known, angles)} ${places}`;
    const prefix = gate.controlCount > 0 ? dialect.prefixOf(gate.controlCount) : undefined;
    if (prefix !== undefined) {
      const inner: Gate = { name: gate.base.name, controlCount: 0, base: gate.base };
      if (gate.base.qubitCount === 0) return `${prefix}${withArguments('gphase', angles)} ${places}`;
      const innerName = knownName(inner);
      if (innerName !== undefined) return `${prefix}${withArguments(innerName, angles)} ${places}`;
      const { name, hasAngles } = define(inner, angles);
      return `${prefix}${withArguments(name, hasAngles ? angles : [])} ${places}`;
    }
    const { name, hasAngles } = define(gate, angles);
    return `${withArguments(name, hasAngles ? angles : [])} ${places}`;
  };

  return { definitions, call };
};
