// What Lighthouse says of the pages where visits begin, with its profile of a slow phone on a slow network: run by
// `cargo xtask lighthouse` and `cargo xtask test`, with the variables that they hand over (see harness/environment.mjs).
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { FLAGS } from "./harness/browser.mjs";
import { openDatabase } from "./harness/databases.mjs";
import { CHROMIUM, load, OUTPUT } from "./harness/environment.mjs";
import { temporaryFolder } from "./harness/folders.mjs";
import { freePort, Installation } from "./harness/installation.mjs";
import { stopEverything } from "./harness/processes.mjs";
import { Report } from "./harness/report.mjs";

const { chromium } = load("playwright-core");
const { default: lighthouse } = await import(pathToFileURL(load.resolve("lighthouse")).href);

const COORDINATOR = { email: "coordination.libourne@demo.example.org", password: "demo-maillage-2026" };
/** Lowest scores of a hundred. */
const WANTED = { performance: 90, accessibility: 100 };
const OUTPUTS = path.join(OUTPUT, "lighthouse");

mkdirSync(OUTPUTS, { recursive: true });
const report = new Report();
const database = await openDatabase("sqlite");
let installation, browser;
try {
  installation = await Installation.start(database, temporaryFolder());
  await installation.command(["demo"]);
  const port = await freePort();
  // One profile for both, so that Lighthouse's tab is logged in where ours is, and reads French as ours does.
  const args = [...FLAGS, "--accept-lang=fr-FR", `--remote-debugging-port=${port}`];
  browser = await chromium.launchPersistentContext(temporaryFolder(), { executablePath: CHROMIUM, headless: true, args });
  await report.step("landing page, nobody logged in", () => judge("landing", "/", port));
  await logIn(await browser.newPage());
  await report.step("board, a coordinator logged in", () => judge("board", "/offres", port));
} finally {
  await browser?.close();
  await installation?.stop();
  await database.remove();
  stopEverything();
}
report.close();
process.exit(report.failed > 0 ? 1 : 0);

async function logIn(page) {
  await page.goto(`${installation.url}/aujourdhui`);
  await page.getByLabel("Adresse e-mail").fill(COORDINATOR.email);
  await page.getByLabel("Mot de passe", { exact: true }).fill(COORDINATOR.password);
  await page.getByRole("button", { name: "Se connecter" }).click();
  await page.getByRole("heading", { level: 1, name: /^Bon(jour|soir)/ }).waitFor();
  await page.close();
}

/** Prints the scores of a page; fails when one of those that matter is too low. The whole report is kept. */
async function judge(name, address, port) {
  const { lhr, report: html } = await lighthouse(`${installation.url}${address}`, { port, output: "html", logLevel: "error" });
  writeFileSync(path.join(OUTPUTS, `${name}.html`), html);
  const scores = Object.fromEntries(Object.values(lhr.categories).map(({ id, score }) => [id, Math.round(score * 100)]));
  const { metrics } = lhr.audits;
  const facts = metrics?.details?.items?.[0] ?? {};
  console.log(`           ${name}: ${Object.entries(scores).map(([id, score]) => `${id} ${score}`).join(", ")}`);
  console.log(`           ${["firstContentfulPaint", "largestContentfulPaint", "interactive", "totalBlockingTime"]
    .map((id) => `${id} ${facts[id]} ms`).join(", ")}, shift ${lhr.audits["cumulative-layout-shift"].displayValue}`);
  const low = Object.entries(WANTED).filter(([id, least]) => !(scores[id] >= least));
  if (low.length > 0) {
    throw new Error(`${low.map(([id, least]) => `${id} ${scores[id]}, less than ${least}`).join("; ")}\n${defects(lhr, low)}`);
  }
}

/** What pulls those scores down. */
function defects({ categories, audits }, low) {
  const refs = low.flatMap(([id]) => categories[id].auditRefs);
  const failed = refs.map(({ id }) => audits[id]).filter(({ score }) => score !== null && score < 0.9);
  return failed.map(({ id, title, displayValue = "" }) => `  ${id}: ${title} ${displayValue}`).join("\n");
}
