/** The part of WebAssembly that the sandbox uses; Node's type definitions have none of it. */
interface WebAssemblyApi {
  /** Sizes in pages of 64 KB. */
  Memory: new (size: { initial: number; maximum: number }) => WasmMemory;
  compile(bytes: Uint8Array): Promise<WasmModule>;
}

export interface WasmMemory {
  readonly buffer: ArrayBuffer;
}

export type WasmModule = object;

export const { WebAssembly: webAssembly } = globalThis as unknown as { WebAssembly: WebAssemblyApi };
