// Distances as types: an address in an instruction must be known when it is compiled, and a type parameter is.

@unmanaged
export class Skip0 {}

@unmanaged
export class Skip16 {
  a: u64;
  b: u64;
}

@unmanaged
export class Skip32 extends Skip16 {
  c: u64;
  d: u64;
}

@unmanaged
export class Skip48 extends Skip32 {
  e: u64;
  f: u64;
}
