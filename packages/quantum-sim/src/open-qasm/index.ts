export { exportOpenQasm2 } from './export-open-qasm-2';
export { exportOpenQasm3 } from './export-open-qasm-3';
export type { ExportOpenQasmOptions } from './export-options';
export { type ImportOpenQasmOptions, importOpenQasm, type OpenQasmProgram } from './import-open-qasm';
export { OpenQasmError } from './open-qasm-error';
export type { OpenQasmRegister } from './program-state';
