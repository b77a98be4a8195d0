// Makes each module of a folder as small as it gets: `node shrink.mjs BINARYEN FROM TO`, as `wasm-opt -Oz --converge
// --low-memory-unused --strip-debug --strip-producers` would. One process for all: starting one for each of hundreds of
// small modules takes twenty times as long as the work.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [binaryenFile, from, to] = process.argv.slice(2);
const { default: binaryen } = await import(pathToFileURL(binaryenFile));
binaryen.setOptimizeLevel(2);
binaryen.setShrinkLevel(2);
// Low memory is the far end of Rust's stack in the browser, which no object is ever near.
binaryen.setLowMemoryUnused(true);
binaryen.setDebugInfo(false);
for (const name of readdirSync(from)) writeFileSync(join(to, name), shrunk(readFileSync(join(from, name))));

/** The module, optimised until it becomes no smaller. */
function shrunk(bytes) {
  const module = binaryen.readBinary(new Uint8Array(bytes));
  module.runPasses(["strip-debug", "strip-producers"]);
  let [smallest, next] = [undefined, optimised(module)];
  while (smallest === undefined || next.length < smallest.length) [smallest, next] = [next, optimised(module)];
  module.dispose();
  return smallest;
}

function optimised(module) {
  module.optimize();
  return module.emitBinary();
}
