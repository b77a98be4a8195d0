// Takes the pictures of the README from the demonstration network: run by hand when the pages have changed, with the
// variables that `cargo xtask test` hands over (see harness/environment.mjs).
import { existsSync, mkdirSync } from "node:fs";
import path from "node:path";
import { Browser } from "./harness/browser.mjs";
import { openDatabase } from "./harness/databases.mjs";
import { OUTLINE, SCREENSHOTS } from "./harness/environment.mjs";
import { temporaryFolder } from "./harness/folders.mjs";
import { Installation } from "./harness/installation.mjs";
import { stopEverything } from "./harness/processes.mjs";
import { DESK, PHONE } from "./stories/cast.mjs";
import { greeted, logIn } from "./stories/habits.mjs";

const PASSWORD = "demo-maillage-2026";
const COORDINATOR = { email: "coordination.libourne@demo.example.org", password: PASSWORD };
const VOLUNTEER = { email: "benevole.coutras@demo.example.org", password: PASSWORD };

mkdirSync(SCREENSHOTS, { recursive: true });
const database = await openDatabase("sqlite");
let browser, installation;
try {
  installation = await Installation.start(database, temporaryFolder());
  await installation.command(["demo"]);
  if (existsSync(OUTLINE)) await installation.command(["import", "outline", OUTLINE]);
  browser = await Browser.launch(installation.url);
  await desk(await browser.person("desk", DESK));
  await phone(await browser.person("phone", PHONE));
} finally {
  await browser?.close();
  await installation?.stop();
  stopEverything();
}

async function desk(person) {
  await person.open("/");
  await take(person, "landing");
  await person.open("/aujourdhui");
  await logIn(person, COORDINATOR);
  await greeted(person);
  await take(person, "today");
  await person.open("/offres?tri=closing");
  await take(person, "board");
  await take(person, "board-dark", "dark");
  await person.open("/offres/publier");
  await person.complete("Catégorie", "yaour", "Yaourts");
  await person.type("Quantité", "120");
  await take(person, "publish");
}

async function phone(person) {
  await person.open("/offres?texte=coquillettes");
  await logIn(person, VOLUNTEER);
  await person.follow("Coquillettes", person.page.locator(".board-list"));
  await person.page.getByRole("button", { name: /^Réserver/ }).waitFor();
  await take(person, "offer-phone");
}

/** What a reader sees first of a page. */
async function take(person, name, colorScheme = "light") {
  await person.page.emulateMedia({ colorScheme });
  await person.settle();
  await person.page.screenshot({ path: path.join(SCREENSHOTS, `${name}.png`) });
  await person.page.emulateMedia({ colorScheme: "light" });
}
