export type { CellName } from '../recurrent/recurrent-description';
export { type FromLayersModelOptions, fromLayersModel } from './from-layers-model';
export type { LayerLike, LayersModelLike, TensorLike } from './layers-model-like';
export { type RecurrentPpoOptions, recurrentPpo } from './recurrent-ppo';
export { type TfAlgorithm, type TfPpoOptions, tfPpo } from './tf-ppo';
export { toLayersModel } from './to-layers-model';
export type { TrunkModel, TrunkWeight } from './trunk-model';
