export { type FromLayersModelOptions, fromLayersModel } from './from-layers-model';
export type { LayerLike, LayersModelLike, TensorLike } from './layers-model-like';
export { toLayersModel } from './to-layers-model';
