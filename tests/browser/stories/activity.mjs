// Nadia declares how many people came, in ten seconds on her phone. Weeks are filled in from the one before, one of them
// without network; the week that she leaves out is named. Jean corrects a week while she does: he is told, and nothing is lost,
// nor is what she has declared without network when he was faster. The network's page says what is missing, until Camille says
// that her site declares nothing.
import { readFileSync } from "node:fs";
import { isoWeek } from "../harness/calendar.mjs";
import { until } from "../harness/waiting.mjs";
import { CAMILLE, DESK, GROCERY, JEAN, NADIA, PHONE } from "./cast.mjs";
import { logIn, section } from "./habits.mjs";

const TITLE = "Activité de la semaine";
const SITE = "Antenne de Coutras";
const KEPT = "Pas de réseau : c'est gardé sur cet appareil et partira dès que possible.";
const WEEKS = "Les douze dernières semaines";
const NETWORK = "Activité du réseau";
const SHOP = "Épicerie de Libourne";
const SILENT = "Ce site ne déclare pas d'activité";

const NOW = isoWeek(0);
const [LAST, BEFORE, FIRST] = [1, 2, 3].map(isoWeek);

export const activity = {
  name: "activity",
  title: "People are counted once a week, and gaps are named",
  on: ["sqlite"],
  steps: [
    ["Nadia's site is chosen already; nothing typed is no declaration", nadiaIsAsked],
    ["She declares a week of last month in ten seconds: the total is added up", nadiaDeclares],
    ["Last week is due now; one tap types what was declared before", nadiaTakesOver],
    ["This week follows without network: it is kept, and sent later", nadiaDeclaresOffline],
    ["The week that she has left out is named", theGapIsNamed],
    ["Jean and she correct the same week: he is told, and both changes stand", bothCorrect],
    ["Where somebody else was faster at the same figure, he is asked", jeanChooses],
    ["What she declares without network is refused where he was faster; taken up again, both counts stand", nadiaTakesUp],
    ["Camille counts the meals of one week; the network's page says what is missing since then", camilleCounts],
    ["It leads from week to week, and says the same as a table and as a file", camilleLooksBack],
    ["Camille says that her site declares nothing: it is no gap any more, and what it has declared stays", camilleSwitchesOff],
  ],
};

async function nadiaIsAsked(stage) {
  const nadia = await stage.guest("nadia-counts", PHONE);
  await nadia.open("/activite");
  await logIn(nadia, NADIA);
  await nadia.arrives(TITLE);
  await nadia.reads(`Semaine ${NOW.number} : du lundi`);
  await nadia.look("activity-first");
  await nadia.press("Déclarer la semaine");
  await nadia.reads("Comptez au moins une chose");
  await nadia.type("Moins de 3 ans", "deux");
  await nadia.press("Déclarer la semaine");
  await nadia.reads("Un nombre entier est attendu");
  await nadia.look("activity-wrong");
  await nadia.pick("Quelle semaine ?", "Semaine dernière");
  await nadia.reads(`Semaine ${LAST.number} : du lundi`);
  stage.memory.countingSite = new URL(nadia.page.url()).pathname.split("/")[2];
}

async function nadiaDeclares({ people: { "nadia-counts": nadia }, memory: { countingSite } }) {
  await nadia.open(`/activite/${countingSite}/${FIRST.name}`);
  await nadia.arrives(TITLE);
  await nadia.type("Moins de 3 ans", "4");
  await nadia.type("26 à 64 ans", "40");
  await nadia.reads("44 personnes en tout");
  await nadia.press("Plus 1 : Foyers");
  await nadia.press("Plus 1 : Foyers");
  await nadia.holds("Foyers", "2");
  await nadia.press("Moins 1 : Repas servis");
  await nadia.holds("Repas servis", "0");
  await nadia.look("activity-typed");
  await nadia.press("Déclarer la semaine");
  await nadia.reads(`Semaine ${FIRST.number} déclarée : 44 personnes aidées.`);
  await nadia.look("activity-declared");
}

async function nadiaTakesOver({ people: { "nadia-counts": nadia } }) {
  await nadia.open("/activite");
  await nadia.arrives(TITLE);
  await nadia.reads(`Semaine ${LAST.number} : du lundi`);
  await nadia.press(`Comme la semaine ${FIRST.number}`);
  await nadia.holds("26 à 64 ans", "40");
  await nadia.holds("Foyers", "2");
  await nadia.type("26 à 64 ans", "41");
  await nadia.press("Déclarer la semaine");
  await nadia.reads(`Semaine ${LAST.number} déclarée : 45 personnes aidées.`);
  // This week is at hand now, and empty.
  await nadia.reads(`Semaine ${NOW.number} : du lundi`);
  await nadia.holds("26 à 64 ans", "");
}

async function nadiaDeclaresOffline({ people: { "nadia-counts": nadia } }) {
  await nadia.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await nadia.open("/activite");
  await nadia.arrives(TITLE);
  await nadia.network(false);
  await nadia.press("Comme la semaine dernière");
  await nadia.holds("26 à 64 ans", "41");
  await nadia.press("Déclarer la semaine");
  await nadia.reads(KEPT);
  await nadia.reads("En attente du réseau", section(nadia, WEEKS));
  await nadia.look("activity-offline");
  // What she types while it waits stays when it has left.
  await nadia.type("Passages", "50");
  await nadia.network(true);
  await nadia.reads(`Envoyé : Semaine ${NOW.number}, ${SITE}`);
  await until("the form corrects", () => nadia.page.getByRole("button", { name: "Corriger la semaine" }).isVisible());
  await nadia.holds("Passages", "50");
  await nadia.reload();
  await nadia.arrives(TITLE);
  await until("this week is declared", async () => (await row(nadia, NOW).innerText()).includes("45"));
}

async function theGapIsNamed({ people: { "nadia-counts": nadia } }) {
  await nadia.reads("Pas déclarée", row(nadia, BEFORE));
  await nadia.reads("44", row(nadia, FIRST));
  await nadia.look("activity-gap");
  await nadia.follow("Déclarer", row(nadia, BEFORE));
  await nadia.reads(`Semaine ${BEFORE.number} : du lundi`);
  await until("the form has the keyboard", () => nadia.page.evaluate(() => document.activeElement?.tagName === "H2"));
  await nadia.press("Comme la semaine d'avant");
  await nadia.holds("26 à 64 ans", "40");
}

async function bothCorrect(stage) {
  const { people: { "nadia-counts": nadia }, memory: { countingSite } } = stage;
  const jean = await stage.guest("jean-counts", DESK);
  const address = `/activite/${countingSite}/${FIRST.name}`;
  await jean.open(address);
  await logIn(jean, JEAN);
  await nadia.open(address);
  for (const person of [jean, nadia]) {
    await person.arrives(TITLE);
    await person.holds("26 à 64 ans", "40");
  }
  await nadia.type("26 à 64 ans", "43");
  await nadia.press("Corriger la semaine");
  await nadia.reads(`Semaine ${FIRST.number} déclarée : 47 personnes aidées.`);
  await jean.type("65 ans et plus", "5");
  jean.problems.expect(412);
  await jean.press("Corriger la semaine");
  await jean.reads("Quelqu'un a modifié cette page pendant que vous la modifiiez.");
  await jean.reads("Ajouté d'après l'autre personne : 26 à 64 ans.");
  await jean.holds("26 à 64 ans", "43");
  await jean.holds("65 ans et plus", "5");
  await jean.look("activity-merged");
  await jean.press("Corriger la semaine");
  await jean.reads(`Semaine ${FIRST.number} déclarée : 52 personnes aidées.`);
  await jean.reads(`Corrigé par ${JEAN.name}`, row(jean, FIRST));
  await jean.reads("(d'abord 44)", row(jean, FIRST));
  await jean.look("activity-corrected");
}

async function jeanChooses(stage) {
  const { "nadia-counts": nadia, "jean-counts": jean } = stage.people;
  await nadia.reload();
  await nadia.arrives(TITLE);
  await nadia.holds("65 ans et plus", "5");
  await nadia.type("Foyers", "20");
  await nadia.press("Corriger la semaine");
  await nadia.reads(`Semaine ${FIRST.number} déclarée : 52 personnes aidées.`);
  await jean.type("Foyers", "21");
  jean.problems.expect(412);
  await jean.press("Corriger la semaine");
  await jean.reads("Vous avez tous deux changé : Foyers.");
  await jean.look("activity-clash");
  await jean.pick("Foyers : quelqu'un d'autre l'a aussi changé", "Prendre le leur");
  await jean.holds("Foyers", "20");
  await jean.type("Passages", "60");
  await jean.press("Corriger la semaine");
  await until("the correction is saved", async () => !(await jean.page.locator("#merge").isVisible()));
  await jean.reload();
  await jean.arrives(TITLE);
  await jean.holds("Passages", "60");
}

async function nadiaTakesUp(stage) {
  const { people: { "nadia-counts": nadia, "jean-counts": jean }, memory: { countingSite } } = stage;
  const address = `/activite/${countingSite}/${BEFORE.name}`;
  for (const person of [nadia, jean]) {
    await person.open(address);
    await person.arrives(TITLE);
    await person.holds("26 à 64 ans", "");
  }
  await nadia.network(false);
  await nadia.type("26 à 64 ans", "30");
  await nadia.press("Déclarer la semaine");
  await nadia.reads(KEPT);
  await jean.type("Passages", "9");
  await jean.press("Déclarer la semaine");
  await jean.reads(`Semaine ${BEFORE.number} déclarée.`);
  nadia.problems.expect(412);
  await nadia.network(true);
  await nadia.reads("Une semaine déclarée sans réseau a été refusée par le serveur.");
  await nadia.follow("Voir les envois en attente");
  await nadia.arrives("Envois en attente");
  await nadia.press("Modifier");
  await nadia.arrives(TITLE);
  await nadia.reads("Ajouté d'après l'autre personne : Passages.");
  await nadia.holds("26 à 64 ans", "30");
  await nadia.holds("Passages", "9");
  await nadia.look("activity-taken-up");
  await nadia.press("Corriger la semaine");
  await nadia.reads(`Semaine ${BEFORE.number} déclarée : 30 personnes aidées.`);
  await nadia.reload();
  await nadia.arrives(TITLE);
  await nadia.holds("Passages", "9");
}

async function camilleCounts(stage) {
  const camille = await stage.guest("camille-counts", DESK);
  await camille.open("/activite");
  await logIn(camille, CAMILLE);
  await camille.arrives(TITLE);
  await camille.pick("Quelle semaine ?", "Semaine dernière");
  await camille.reads(`Semaine ${LAST.number} : du lundi`);
  const site = new URL(camille.page.url()).pathname.split("/")[2];
  await camille.open(`/activite/${site}/${FIRST.name}`);
  await camille.arrives(TITLE);
  // No people: a later story begins with a site that has counted nobody.
  await camille.type("Repas servis", "30");
  await camille.press("Déclarer la semaine");
  await camille.reads(`Semaine ${FIRST.number} déclarée.`);
  await camille.follow(NETWORK, camille.page.locator("main"));
  await camille.arrives(NETWORK);
  const nadia = stage.people["nadia-counts"];
  await nadia.open("/activite/reseau");
  await nadia.arrives(NETWORK);
  for (const person of [camille, nadia]) {
    await person.reads(`Semaine ${LAST.number} : du lundi`);
    await person.reads("1 site n'a rien déclaré : les chiffres sont un minimum.");
    await person.reads("1 site sur 2 a déclaré sa semaine.");
    await person.reads("Au moins 45 personnes aidées");
    await person.look("activity-network");
  }
}

async function camilleLooksBack({ people: { "camille-counts": camille, "nadia-counts": nadia } }) {
  await camille.follow("Semaine d'avant");
  await camille.reads(`Semaine ${BEFORE.number} : du lundi`);
  await camille.reads("Au moins 30 personnes aidées");
  await camille.follow("Semaine d'avant");
  await camille.reads(`Semaine ${FIRST.number} : du lundi`);
  await camille.reads("2 sites ont déclaré, et il n'en manque aucun.");
  await camille.reads("52 personnes aidées");
  await camille.reads("1 sur 2", camille.page.getByRole("row", { name: /^\s*Foyers/ }));
  for (const person of [camille, nadia]) {
    await person.page.locator("summary", { hasText: "Les mêmes chiffres en tableau" }).click();
    await person.reads("1 sur 2", person.page.getByRole("row", { name: new RegExp(`^\\s*Semaine\\s+${LAST.number}\\b`) }));
    await person.look("activity-network-table");
  }
  await camille.follow(`Semaine ${NOW.number}`);
  await camille.reads("Cette semaine n'est pas finie");
  const download = camille.page.waitForEvent("download");
  await camille.press("Télécharger (CSV)");
  const file = await download;
  if (!/^activite-\d{4}-W\d\d-\d{4}-W\d\d\.csv$/.test(file.suggestedFilename())) throw new Error("the file has another name");
  const lines = readFileSync(await file.path(), "utf8").split("\r\n");
  const own = lines.filter((line) => line.startsWith(`${FIRST.name};`));
  if (own.length !== 1 || !own[0].includes(`;${SHOP};`)) throw new Error(`not Camille's own weeks alone: ${own}`);
}

async function camilleSwitchesOff({ people: { "camille-counts": camille } }) {
  await camille.follow("Organisation", camille.page.getByRole("navigation"));
  await camille.arrives(GROCERY);
  await camille.follow(SHOP, camille.page.locator("main"));
  await camille.arrives(SHOP);
  await camille.pick("Compte de la semaine", SILENT);
  await camille.look("site-silent");
  await camille.press("Enregistrer");
  await camille.reads("Site enregistré");
  await camille.open("/activite/reseau");
  await camille.arrives(NETWORK);
  await camille.reads("1 site a déclaré, et il n'en manque aucun.");
  await camille.reads(/^45\s+personnes\s+aidées/);
  await camille.open(`/activite/reseau/${FIRST.name}`);
  await camille.arrives(NETWORK);
  await camille.reads("2 sites ont déclaré, et il n'en manque aucun.");
  await camille.open("/activite");
  await camille.arrives(TITLE);
  await camille.reads(SILENT);
  await camille.look("activity-silent");
}

/** The line of a week in the table of the last ones. */
function row(person, week) {
  return section(person, WEEKS).getByRole("row", { name: new RegExp(`Semaine\\s+${week.number}\\b`) });
}
