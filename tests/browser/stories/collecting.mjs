// Nadia notes once through which shops her association goes. Jean goes round with his phone: bread at the first door, yoghurt
// and an empty shop without network. Back home all of it is sent, the cold food is measured, and what the shops gave is stock.
import { readFileSync } from "node:fs";
import { dayFromToday, weekdayFromToday } from "../harness/calendar.mjs";
import { isFocused } from "../harness/keys.mjs";
import { words } from "../harness/words.mjs";
import { DESK, GROCERY, JEAN, NADIA, PHONE } from "./cast.mjs";
import { greeted, logIn, section } from "./habits.mjs";

const ROUTE = "Ramasse du matin";
const [BAKERY, MARKET] = ["Boulangerie des Allées", "Supermarché de la gare"];
const [BREAD, YOGHURT] = ["Pain, viennoiserie, pâtisserie", "Yaourts et desserts lactés"];
const KEPT = "Pas de réseau : c'est gardé sur cet appareil et partira dès que possible.";

export const collecting = {
  name: "collecting",
  title: "What shops give is noted at their doors and becomes stock",
  on: ["sqlite"],
  steps: [
    ["Nadia has no route yet; what is missing in hers is said at its field", nadiaIsAsked],
    ["Three shops, one of them of the network, and the bakery is moved up", nadiaKeepsARoute],
    ["Jean finds it on his first page and sets out", jeanSetsOut],
    ["At the bakery he notes bread in a moment", jeanNotesBread],
    ["Without network he notes yoghurt with its temperature, and that the last shop has nothing", jeanGoesOn],
    ["What waits on his phone has to leave before the end", jeanComesBack],
    ["The temperature on arrival is asked for; then everything is received", jeanFinishes],
    ["Each thing is a lot, and the stock has them", jeanSeesTheStock],
    ["Nadia reads the round, and saves the table of the month", nadiaReads],
  ],
};

async function nadiaIsAsked(stage) {
  const nadia = await stage.guest("nadia-keeps-a-route", DESK);
  await nadia.open("/ramasses");
  await logIn(nadia, NADIA);
  await nadia.arrives("Ramasses");
  await nadia.reads("Aucun circuit de ramasse pour l'instant");
  await nadia.look("collections-none");
  await nadia.follow("Nouveau circuit", nadia.page.locator("main"));
  await nadia.arrives("Nouveau circuit");
  await nadia.press("Créer le circuit");
  await nadia.reads("À remplir.");
  await nadia.look("collection-route-incomplete");
}

async function nadiaKeepsARoute({ people: { "nadia-keeps-a-route": nadia } }) {
  const { page } = nadia;
  await nadia.type("Nom du circuit", ROUTE);
  await nadia.pick("Quels jours ?", weekdayFromToday(0));
  await nadia.type("Heure de départ", "08:30");
  await nadia.type("Véhicule", "Camionnette frigorifique");
  await nadia.type("Magasin", MARKET);
  await nadia.press("Ajouter un magasin");
  await nadia.type("Magasin", BAKERY);
  await nadia.type("Adresse", "12 rue Gambetta, Libourne");
  await nadia.type("Heure à laquelle on vous attend", "08:45");
  await nadia.type("Ce qu'il faut savoir sur place", "Quai à l'arrière, demander Karine");
  await nadia.press("Ajouter un magasin");
  await nadia.complete("Magasin", "social", GROCERY);
  await nadia.press(`Monter : ${BAKERY}`);
  await nadia.reads(BAKERY, page.locator("#magasin-0"));
  await isFocused(page.getByRole("button", { name: words(`Descendre : ${BAKERY}`) }));
  await nadia.look("collection-route-typed");
  await nadia.press("Créer le circuit");
  await nadia.reads("Circuit créé");
  await nadia.arrives("Circuits de ramasse");
  await nadia.reads(ROUTE);
  await nadia.reads("3 magasins");
  await nadia.look("collection-routes");
}

async function jeanSetsOut(stage) {
  const jean = await stage.guest("jean-goes-round", PHONE);
  const dialog = jean.page.getByRole("dialog");
  await jean.open("/aujourdhui");
  await logIn(jean, JEAN);
  await greeted(jean);
  // From now on the service worker sees what is read.
  await jean.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await jean.reads("À commencer", section(jean, "Ramasses du jour"));
  await jean.look("today-collections");
  await jean.follow(ROUTE, section(jean, "Ramasses du jour"));
  await jean.arrives("Ramasses");
  await jean.look("collections-due");
  await jean.press(`Commencer : ${ROUTE}`);
  await jean.arrives(ROUTE);
  await jean.reads(BAKERY, section(jean, "Prochain magasin"));
  await jean.press("Changer qui conduit");
  await jean.type("Qui conduit", "Jean et Samir", dialog);
  await jean.press("Enregistrer", dialog);
  await jean.reads("Ramasse modifiée");
  await jean.reads("Jean et Samir");
  await jean.look("collection-begun");
}

async function jeanNotesBread({ people: { "jean-goes-round": jean } }) {
  await jean.follow("J'y suis");
  await jean.arrives(BAKERY);
  await jean.reads("Quai à l'arrière, demander Karine");
  await jean.press("Enregistrer ce magasin");
  await jean.reads("À remplir.");
  await jean.look("collection-stop-incomplete");
  await jean.press(BREAD);
  await jean.type("Poids", "12,5");
  await jean.reads("1 produit, 12,5 kg");
  await jean.look("collection-stop-typed");
  await jean.press("Enregistrer ce magasin");
  await jean.reads("Magasin enregistré");
  await jean.arrives(ROUTE);
  await jean.reads("1 magasin sur 3, 12,5 kg");
  await jean.reads(MARKET, section(jean, "Prochain magasin"));
}

async function jeanGoesOn({ people: { "jean-goes-round": jean } }) {
  await jean.network(false);
  await jean.follow("J'y suis");
  await jean.arrives(MARKET);
  await jean.complete("Catégorie", "yaour", "Yaourts");
  await jean.type("Poids", "8");
  await jean.type("Température du produit", "9,5");
  await jean.reads("mettez-le au froid tout de suite");
  await jean.type("Température du produit", "4");
  await jean.look("collection-stop-cold");
  await jean.press("Enregistrer ce magasin");
  await jean.reads(KEPT);
  await jean.arrives(ROUTE);
  await jean.reads("1 magasin attend le réseau sur cet appareil.");
  await jean.look("collection-offline");
  await jean.follow("J'y suis");
  await jean.arrives(GROCERY);
  await jean.pick("Qu'a donné le magasin ?", "Rien aujourd'hui");
  await jean.press("Enregistrer ce magasin");
  await jean.arrives(ROUTE);
  await jean.reads("2 magasins attendent le réseau sur cet appareil.");
  await jean.reads("Tous les magasins sont notés.");
}

async function jeanComesBack({ people: { "jean-goes-round": jean } }) {
  const dialog = jean.page.getByRole("dialog");
  await jean.press("Terminer la ramasse");
  await jean.reads("2 magasins ne sont pas encore envoyés.", dialog);
  await jean.look("collection-send-first");
  await jean.page.keyboard.press("Escape");
  await jean.network(true);
  await jean.page.getByText(words("le réseau sur cet appareil")).first().waitFor({ state: "detached" });
  await jean.reload();
  await jean.arrives(ROUTE);
  await jean.reads("3 magasins sur 3, 20,5 kg");
  await jean.look("collection-noted");
}

async function jeanFinishes({ people: { "jean-goes-round": jean } }) {
  const dialog = jean.page.getByRole("dialog");
  await jean.press("Terminer la ramasse");
  await jean.reads("20,5 kg vont entrer au stock.", dialog);
  await jean.press("Terminer la ramasse", dialog);
  await jean.reads("Relevez la température du produit.", dialog);
  await jean.type("Température du produit", "9,5", dialog);
  await jean.reads("ces produits seront reçus et mis en attente", dialog);
  await jean.look("collection-finish");
  await jean.type("Température du produit", "4,5", dialog);
  await jean.type("Emplacement", "Chambre froide", dialog);
  await jean.press("Terminer la ramasse", dialog);
  await jean.reads("Ramasse terminée. Merci !");
  await jean.reads("20,5 kg au stock, en 2 lots");
  await isFocused(jean.page.locator(".collecting-arrived"));
  await jean.look("collection-done");
}

async function jeanSeesTheStock({ people: { "jean-goes-round": jean }, memory }) {
  memory.collection = new URL(jean.page.url()).pathname;
  await jean.follow(YOGHURT, section(jean, "Les magasins, dans l'ordre"));
  await jean.arrives(YOGHURT);
  await jean.reads(MARKET);
  await jean.reads("Chambre froide");
  await jean.look("collection-lot");
  await jean.open(memory.collection);
  await jean.arrives(ROUTE);
  await jean.follow("Voir le stock", jean.page.locator("main"));
  await jean.arrives("Stock");
  for (const text of [BREAD, "12,5 kg", YOGHURT, "8 kg"]) await jean.reads(text);
  await jean.look("collection-stock");
}

async function nadiaReads({ people: { "nadia-keeps-a-route": nadia }, memory }) {
  const { page } = nadia;
  await nadia.open("/ramasses");
  await nadia.arrives("Ramasses");
  await nadia.reads("3 magasins sur 3, 20,5 kg", section(nadia, "Ramasses passées"));
  await nadia.look("collections-done");
  const download = page.waitForEvent("download");
  await nadia.press("Enregistrer le tableau (CSV)");
  const file = await download;
  const name = `ramasses-${dayFromToday(0).slice(0, 7)}.csv`;
  if (file.suggestedFilename() !== name) throw new Error(`the table is called ${file.suggestedFilename()}`);
  const table = readFileSync(await file.path(), "utf8");
  for (const text of [BAKERY, MARKET, ";12,5;", ";8;", ";4,5;"]) {
    if (!table.includes(text)) throw new Error(`the table does not say ${text}:\n${table}`);
  }
  await nadia.follow(ROUTE, section(nadia, "Ramasses passées"));
  await nadia.arrives(ROUTE);
  await nadia.reads(`Par ${JEAN.name}`);
  await nadia.reads("Rien à donner");
  await nadia.look("collection-read");
  if (new URL(page.url()).pathname !== memory.collection) throw new Error(`${page.url()} is another round`);
}
