export { type CouplingMap, gridCoupling, lineCoupling, ringCoupling } from './coupling-map';
export { type RoutedCircuit, routeCircuit } from './route-circuit';
