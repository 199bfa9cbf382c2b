import { actionOutputSize } from '../network/policy-description';
import type { RecurrentDescription } from '../recurrent/recurrent-description';
import { trunksOf } from '../recurrent/recurrent-description';
import { inputName, zeros } from './layers-model';

const classNames: Readonly<Record<RecurrentDescription['cell'], string>> = { lstm: 'LSTM', gru: 'GRU' };

/**
 * The topology of tfjs's layers format (Keras 2) for a recurrent network. Its input is whole episodes, [batch, steps, numbers], and its
 * outputs are those of every step: a layer that keeps its state between two calls would need a batch of a fixed size.
 */
export const recurrentTopology = (description: RecurrentDescription, name: string): unknown => {
  const { observationSize, cell, recurrentSize, hiddenSizes, activation, head } = description;
  const layer = (className: string, own: string, from: string, config: object) => ({
    class_name: className,
    name: own,
    config: { name: own, trainable: true, dtype: 'float32', use_bias: true, bias_initializer: zeros, ...config },
    inbound_nodes: [[[from, 0, 0, {}]]],
  });
  const dense = (own: string, from: string, units: number, act: string) =>
    layer('Dense', own, from, { units, activation: act, kernel_initializer: zeros });
  const layers = trunksOf(description).flatMap((trunk) => [
    layer(classNames[cell], `${trunk}.cell`, inputName, {
      units: recurrentSize,
      activation: 'tanh',
      recurrent_activation: 'sigmoid',
      kernel_initializer: zeros,
      recurrent_initializer: zeros,
      bias_initializer: zeros,
      unit_forget_bias: false,
      return_sequences: true,
      implementation: 1,
      ...(cell === 'gru' ? { reset_after: false } : {}),
    }),
    ...hiddenSizes.map((units, index) =>
      dense(`${trunk}.${index}`, index === 0 ? `${trunk}.cell` : `${trunk}.${index - 1}`, units, activation),
    ),
  ]);
  const topOf = (trunk: string): string =>
    hiddenSizes.length === 0 ? `${trunk}.cell` : `${trunk}.${hiddenSizes.length - 1}`;
  const [policy, value = policy] = trunksOf(description) as [string, string?];
  const heads = [
    dense('policy.head', topOf(policy), actionOutputSize(head), 'linear'),
    dense('value.head', topOf(value), 1, 'linear'),
  ];
  const input = {
    class_name: 'InputLayer',
    name: inputName,
    config: { name: inputName, dtype: 'float32', sparse: false, batch_input_shape: [null, null, observationSize] },
    inbound_nodes: [],
  };
  return {
    keras_version: '2.15.0',
    backend: 'tensor_flow.js',
    class_name: 'Model',
    config: {
      name,
      layers: [input, ...layers, ...heads],
      input_layers: [[inputName, 0, 0]],
      output_layers: heads.map((one) => [one.name, 0, 0]),
    },
  };
};
