export { type ImportOpenQasmOptions, importOpenQasm, type OpenQasmProgram } from './import-open-qasm';
export { OpenQasmError } from './open-qasm-error';
export type { OpenQasmRegister } from './program-state';
