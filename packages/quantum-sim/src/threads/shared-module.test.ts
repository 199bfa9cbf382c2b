import { expect, it } from 'vitest';
import { kernelsModule } from '../kernels/kernels-module';
import { moduleBytes } from '../kernels/module-bytes';
import { qaoaModule } from '../qaoa/qaoa-module';
import { sharedModule } from './shared-module';

interface Wasm {
  readonly Module: { new (bytes: Uint8Array): object; exports(module: object): { readonly name: string }[] };
  readonly Memory: new (pages: object) => object;
  readonly Instance: new (module: object, imports: object) => { readonly exports: object };
}

const wasm = (globalThis as unknown as { readonly WebAssembly: Wasm }).WebAssembly;

it.each([
  ['gates', kernelsModule],
  ['QAOA', qaoaModule],
])('the module of %s takes a shared memory, and is the same otherwise', (_, text) => {
  const { Module, Memory, Instance } = wasm;
  const plain = new Module(moduleBytes(text));
  const shared = new Module(sharedModule(moduleBytes(text)));
  expect(Module.exports(shared)).toEqual(Module.exports(plain));
  const memory = new Memory({ initial: 4, maximum: 4, shared: true });
  expect(() => new Instance(plain, { env: { memory } })).toThrow('shared');
  expect(Object.keys(new Instance(shared, { env: { memory } }).exports)).toEqual(
    Module.exports(plain).map(({ name }) => name),
  );
});

it('other modules are refused', () => {
  expect(() => sharedModule(Uint8Array.of(0, 0x61, 0x73, 0x6d, 1, 0, 0, 0))).toThrow('has no imports');
  expect(() => sharedModule(sharedModule(moduleBytes(qaoaModule)))).toThrow('does not import one plain memory');
});
