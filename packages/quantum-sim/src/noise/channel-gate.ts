import { CircuitError } from '../errors';
import type { BaseGate, Gate } from '../gates/gate';
import { type Channel, checkChannel } from './channel';

const channels = new WeakMap<BaseGate, Channel>();

/**
 * A channel as something that a circuit can hold: `circuit.apply(channelGate(bitFlip(0.1)), [2])` puts it at that place.
 *
 * The engines that know noise (density matrices, trajectories, stabilisers, matrix product states) apply the channel. All others
 * refuse such a circuit, as a channel has no unitary matrix; it has no inverse and no control either.
 *
 * @throws {QuantumOptionsError} The channel does not keep the trace.
 * @example
 * ```ts
 * import { circuit } from '@sigmax/quantum-sim';
 * import { bitFlip, channelGate } from '@sigmax/quantum-sim/noise';
 * circuit(1).h(0).apply(channelGate(bitFlip(0.1)), [0]).operations.length; // => 2
 * ```
 */
export const channelGate = (channel: Channel): Gate => {
  checkChannel(channel);
  const refuse = (): never => {
    throw new CircuitError({
      code: 'NOT_UNITARY',
      message: `The circuit has the channel ${channel.name}, which is no gate.`,
      remedy: 'Run it with @sigmax/quantum-sim/density-matrix, /noise, /stabilizer or /matrix-product-state.',
      context: { channel: channel.name },
    });
  };
  const base: BaseGate = {
    name: channel.name,
    qubitCount: channel.qubitCount,
    angleCount: 0,
    structure: 'general',
    shiftRules: [],
    writeMatrix: refuse,
    writeDerivative: refuse,
    inverse: refuse,
  };
  channels.set(base, channel);
  return { name: channel.name, controlCount: 0, base };
};

/** The channel that a gate stands for, if it does. */
export const channelOfGate = ({ base, controlCount, name }: Gate): Channel | undefined => {
  const channel = channels.get(base);
  if (channel === undefined || controlCount === 0) return channel;
  throw new CircuitError({
    code: 'NOT_CONTROLLABLE',
    message: `The circuit has ${name}, the channel ${channel.name} with ${controlCount} controls.`,
    remedy: 'Put the channel into the circuit without controls.',
    context: { channel: channel.name, controlCount },
  });
};
