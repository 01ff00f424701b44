// Programs of the app that are no scripts: they come as its other files do, from the device once it has them.

export const wasmAt = (url: string) => async (imports: WebAssembly.Imports) =>
  WebAssembly.instantiate(await (await fetch(url)).arrayBuffer(), imports)
