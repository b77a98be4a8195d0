// Jean misspells what he looks for and finds it; he keeps the search, is told of a new offer, and stops the mails.
import { dayFromToday } from "../harness/calendar.mjs";
import { words } from "../harness/words.mjs";
import { ADMINISTRATOR, DESK, JEAN, PHONE } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { greeted, logIn } from "./habits.mjs";

const SEARCH = "Yaourts vers Libourne";
const VANILLA = "Yaourts à la vanille";

export const finding = {
  name: "finding",
  title: "A search forgives, is kept and tells of what is new",
  on: ["sqlite"],
  steps: [
    ["Jean has kept no search yet", noneYet],
    ["He types yaort and finds yoghurt, and the page says how", misspelt],
    ["A commune is found too when its name is misspelt", misspeltCommune],
    ["He keeps the search, to be told at once", keeps],
    ["Camille publishes what fits, in a category that she calls by another name", camillePublishes],
    ["Jean sees one new offer on his first page, and none once he has looked", counts],
    ["The link in the mail stops the alert, without a log-in", stops],
    ["He renames the search and deletes it", deletes],
    ["The administrator gives a category another name, by which it is found at once", synonyms],
  ],
};

async function noneYet(stage) {
  const jean = await stage.guest("jean-who-looks", PHONE);
  await jean.open("/recherches");
  await logIn(jean, JEAN);
  await jean.arrives("Mes recherches");
  await jean.reads("Aucune recherche gardée");
  await jean.look("searches-none");
}

async function misspelt({ people: { "jean-who-looks": jean } }) {
  await jean.follow("Voir les offres");
  await jean.arrives("Offres");
  await jean.page.getByRole("searchbox", { name: words("Rechercher une offre") }).fill("yaort");
  await jean.reads(/Aucune offre pour «\syaort\s»\. Voici les résultats pour «\syaourts?\s»\./);
  await jean.reads(YOGHURT);
  await jean.look("board-corrected");
}

async function misspeltCommune({ people: { "jean-who-looks": jean } }) {
  await jean.press("Filtres");
  await jean.select("Où", "Près d'une commune…");
  const commune = jean.page.getByRole("combobox", { name: words("Commune") });
  await commune.pressSequentially("zzzzzz");
  await jean.reads("Aucune commune de ce nom.");
  await commune.fill("");
  await commune.pressSequentially("libournne");
  await jean.reads("Aucune commune « libournne ». Voici les noms les plus proches.");
  await jean.look("commune-corrected");
  await jean.page.getByRole("option", { name: words("Libourne") }).click();
  await jean.page.waitForURL(/commune=33243/);
  await jean.reads("Libourne, 50 km au plus");
}

async function keeps({ people: { "jean-who-looks": jean } }) {
  await jean.press("Garder cette recherche");
  await jean.arrives("Garder cette recherche");
  await jean.holds("Nom de la recherche", "yaort, Libourne");
  await jean.type("Nom de la recherche", "");
  await jean.press("Garder cette recherche");
  await jean.reads("À remplir.");
  await jean.type("Nom de la recherche", SEARCH);
  await jean.pick("Me prévenir", "Un e-mail à chaque offre");
  await jean.look("search-keep");
  await jean.press("Garder cette recherche");
  await jean.arrives("Mes recherches");
  await jean.reads(SEARCH);
  await jean.reads("Un e-mail à chaque offre");
  await jean.look("searches");
}

async function camillePublishes({ people: { camille } }) {
  await camille.open("/offres/publier");
  await camille.arrives("Publier un surplus");
  await camille.complete("Catégorie", "petits pots", "Petits pots et purées pour bébé");
  await camille.complete("Catégorie", "yaoutr", "Yaourts");
  await camille.type("Intitulé", VANILLA);
  await camille.type("Quantité", "12");
  await camille.type("À consommer jusqu'au", dayFromToday(4));
  await camille.pick("Quand peut-on venir ?", "demain, 9 h");
  await camille.press("Publier l'offre");
  await camille.reads("Offre publiée");
}

async function counts(stage) {
  const jean = stage.people["jean-who-looks"];
  const mail = await stage.installation.mailTo(JEAN.email, /Nouvelle offre pour « Yaourts vers Libourne » : Yaourts à la vanille/);
  [stage.memory.alert] = mail.match(/http\S+\/alertes\/[\w-]+/);
  await jean.open("/aujourdhui");
  await greeted(jean);
  await jean.reads("1 nouvelle offre pour vos recherches");
  await jean.look("today-found");
  await jean.follow("1 nouvelle offre");
  await jean.arrives("Mes recherches");
  await jean.reads("1 nouvelle");
  await jean.look("searches-new");
  const looked = jean.page.waitForResponse(/\/look$/);
  await jean.press("Voir les offres");
  await jean.arrives("Offres");
  await jean.reads(VANILLA);
  await jean.reads("Libourne, 50 km au plus");
  await looked;
  await jean.page.goBack();
  await jean.arrives("Mes recherches");
  await jean.page.getByText("1 nouvelle").waitFor({ state: "detached" });
}

async function stops(stage) {
  const reader = await stage.guest("reader-of-mails", PHONE);
  await reader.open(stage.memory.alert);
  await reader.arrives("Alerte par e-mail");
  await reader.reads(SEARCH);
  await reader.look("alert");
  await reader.press("Arrêter cette alerte");
  await reader.reads("Alerte arrêtée");
  await reader.look("alert-stopped");
  const jean = stage.people["jean-who-looks"];
  await jean.reload();
  await jean.reads("Aucun e-mail");
}

async function deletes(stage) {
  const { "jean-who-looks": jean, "reader-of-mails": reader } = stage.people;
  await jean.press(`Modifier la recherche ${SEARCH}`);
  const dialog = jean.page.getByRole("dialog");
  await jean.type("Nom de la recherche", "Yaourts", dialog);
  await jean.pick("Me prévenir", "Un e-mail par jour");
  await jean.select("À quelle heure", "18 h");
  await jean.look("search-edit");
  await jean.press("Enregistrer", dialog);
  await jean.reads("Un e-mail par jour, à 18 h");
  await jean.press("Supprimer la recherche Yaourts");
  await jean.look("search-delete");
  await jean.press("Supprimer", dialog);
  await jean.reads("Aucune recherche gardée");
  reader.problems.expect(404);
  await reader.reload();
  await reader.reads("Cette alerte n'existe plus");
  await reader.look("alert-gone");
}

async function synonyms(stage) {
  const ines = await stage.guest("ines-who-names", DESK);
  await ines.open("/administration");
  await logIn(ines, ADMINISTRATOR);
  await ines.follow("Synonymes");
  await ines.arrives("Synonymes des catégories");
  await ines.look("synonyms-tree");
  await ines.follow("Petits pots et purées pour bébé");
  await ines.arrives("Petits pots et purées pour bébé");
  const french = ines.page.getByRole("textbox", { name: words("En français") });
  const known = await french.inputValue();
  if (!known.includes("petits pots")) throw new Error(`what was shipped is not there: ${known}`);
  await french.fill(`${known}\nx`);
  await ines.press("Enregistrer");
  await ines.reads("Trop court");
  await french.fill(`${known}\nblédine`);
  await ines.look("synonyms");
  await ines.press("Enregistrer");
  await ines.reads("Synonymes enregistrés");
  const { camille } = stage.people;
  await camille.open("/offres/publier");
  await camille.complete("Catégorie", "bledine", "Petits pots et purées pour bébé");
}
