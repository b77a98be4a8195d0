// Folders for the time of a run, none of which outlives it.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const made = [];

process.on("exit", () => {
  for (const folder of made) rmSync(folder, { recursive: true, force: true });
});

/** Makes an empty folder. */
export function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), "maillage-stories-"));
  made.push(folder);
  return folder;
}
