// What `cargo xtask test` hands over, and where things are.
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../../..");

/** The `maillage` binary with the application inside. */
export const BINARY = needed("MAILLAGE_BIN");

/** The browser. */
export const CHROMIUM = needed("CHROMIUM");

/** Pictures and logs of the latest run, below the checkout; not committed. */
export const OUTPUT = path.join(ROOT, "tests/output/browser");

/** Pictures of the README; committed. */
export const SCREENSHOTS = path.join(ROOT, "docs/screenshots");

/** The outline of the territory, where the data folder is at hand: for the maps of those pictures. */
export const OUTLINE = path.resolve(ROOT, process.env.MAILLAGE_DATA ?? "../shared/data", "gironde.geojson");

/** A PostgreSQL server where databases may be created; asked only for stories on PostgreSQL. */
export const postgresUrl = () => needed("MAILLAGE_TEST_POSTGRES");

/** Loads a package of `xtask/npm`, which lies outside of this folder's module search. */
export const load = createRequire(path.join(needed("MAILLAGE_NODE_MODULES"), "from-here.cjs"));

function needed(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} is not set: run the stories with \`cargo xtask test\``);
    process.exit(2);
  }
  return value;
}
