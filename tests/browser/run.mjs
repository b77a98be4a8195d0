// The stories of people who use Maillage, walked in a real browser against the real binary, on both databases.
//
// `cargo xtask test` runs this and hands over what it needs (see harness/environment.mjs). By hand, arguments choose:
//   node tests/browser/run.mjs sqlite                    one database
//   node tests/browser/run.mjs sqlite publish sessions   and some stories; those they build on are walked too
import { mkdirSync, rmSync } from "node:fs";
import path from "node:path";
import { Browser } from "./harness/browser.mjs";
import { openDatabase } from "./harness/databases.mjs";
import { OUTPUT } from "./harness/environment.mjs";
import { Installation } from "./harness/installation.mjs";
import { stopEverything } from "./harness/processes.mjs";
import { Report } from "./harness/report.mjs";
import { Stage } from "./harness/stage.mjs";
import { PATH, STORIES, withThoseBefore } from "./stories/index.mjs";

const DATABASES = ["sqlite", "postgres"];

const wanted = process.argv.slice(2);
const databases = DATABASES.filter((name) => wanted.includes(name));
const chosen = STORIES.filter((story) => wanted.includes(story.name));

const report = new Report();
try {
  for (const database of databases.length > 0 ? databases : DATABASES) {
    await walk(database, chosen.length > 0 ? withThoseBefore(chosen) : STORIES);
  }
} finally {
  stopEverything();
}
report.close();
process.exit(report.failed > 0 ? 1 : 0);

/** Walks stories on a fresh installation with one kind of database. */
async function walk(name, stories) {
  const output = path.join(OUTPUT, name);
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  let database, installation, browser;
  try {
    await report.step(`${name}: an empty installation starts`, async () => {
      database = await openDatabase(name);
      installation = await Installation.start(database, output);
      browser = await Browser.launch(installation.url);
    });
    if (!browser) return;
    const stage = new Stage({ installation, browser, output, report });
    let goesOn = true;
    for (const story of stories.filter((story) => story.on.includes(name))) {
      if (goesOn) goesOn = (await stage.play(story)) || !PATH.includes(story);
      else stage.skip(story);
    }
  } finally {
    await browser?.close();
    await installation?.stop();
    await database?.remove();
  }
}
