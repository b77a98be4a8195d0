// Camille receives two lots at the dock and a third one without network. She sees what must leave first, gives some away,
// throws some away and takes that back, counts, sets a lot apart and freezes some of another. Nadia has some of it when the
// administrator recalls it: both account for what they have.
import { dayFromToday } from "../harness/calendar.mjs";
import { isFocused } from "../harness/keys.mjs";
import { until } from "../harness/waiting.mjs";
import { beginning, words } from "../harness/words.mjs";
import { CAMILLE, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { administrator, logIn } from "./habits.mjs";
import { administratorReadsExports, administratorRecallsByNotice, camilleReceivesLemon } from "./stock_notices.mjs";

const LATE = "Yaourts au lait entier, pots de 125 g";
const EARLY = "Yaourts à boire, à la fraise";
const THIRD = "Crèmes au chocolat";
const GTIN = "3017620422003";
const BATCH = "L26312A";
const CATEGORY = "Yaourts et desserts lactés";
const KEPT = "Pas de réseau : c'est gardé sur cet appareil et partira dès que possible.";
const MORE = "Donateur, financement, numéro de lot, emplacement";

export const stock = {
  name: "stock",
  title: "Lots arrive, leave in the order of their dates, and are found again when they are recalled",
  on: ["sqlite", "postgres"],
  steps: [
    ["Camille's stock is empty; the temperature that she forgets is asked for at its field", camilleReceives],
    ["The next lot of the same donor is typed in a moment, and what is too warm is told", camilleReceivesMore],
    ["What must leave first comes first, and filters stay in the address", camilleLists],
    ["A lot that arrives without network is kept, and received later", camilleReceivesOffline],
    ["A sheet tells from which shelf to take twenty kilograms", camillePicks],
    ["She gives five away, throws two away with a reason, and takes that back", camilleMoves],
    ["What she counts is noted with the difference", camilleCounts],
    ["What is set apart does not leave until it is cleared", camilleQuarantines],
    ["What she offers of it takes the place of no offer that she has begun", camilleOffers],
    ["She freezes some of a lot: what is frozen is a lot of its own, and both name each other", camilleFreezes],
    ["She hands ten kilograms to Nadia, who finds them in her stock", camilleHandsOver],
    ["The administrator recalls the product by its barcode", administratorRecalls],
    ["Nadia answers for what she has, and not for more", nadiaAnswers],
    ["Camille answers too, and the recall is closed", camilleAnswers],
    ["She receives another product with a barcode", camilleReceivesLemon],
    ["The administrator reads exports of RappelConso that are of no use, and is told why", administratorReadsExports],
    ["One names what Camille has received, and the administrator recalls it by its notice", administratorRecallsByNotice],
  ],
};

async function camilleReceives(stage) {
  const camille = await stage.guest("camille-at-the-dock", PHONE);
  await camille.open("/stock");
  await logIn(camille, CAMILLE);
  await camille.arrives("Stock");
  await camille.reads("Aucun produit en stock");
  await camille.look("stock-none");
  await camille.follow("Réceptionner", camille.page.locator("main"));
  await camille.arrives("Réceptionner");
  await camille.press("Réceptionner ce lot");
  await camille.reads("À remplir.");
  await camille.complete("Catégorie", "yaour", "Yaourts");
  await camille.type("Intitulé", LATE);
  await camille.type("Quantité", "40");
  await camille.type("À consommer jusqu'au", dayFromToday(6));
  await camille.press("Réceptionner ce lot");
  await camille.reads("Relevez la température du produit.");
  await camille.look("stock-receive-incomplete");
  await camille.type("Température du produit", "4");
  await camille.page.getByText(words(MORE)).click();
  await camille.type("Donateur", "Supermarché de la gare");
  await camille.pick("Financement", "FSE+");
  await camille.type("Numéro de lot", BATCH);
  await camille.type("Code-barres", GTIN);
  await camille.type("Emplacement", "Chambre froide, étagère B");
  await camille.look("stock-receive-typed");
  await camille.press("Réceptionner ce lot");
  await camille.reads(`Reçu : ${LATE}, 40 kg`);
  await camille.reads("Aujourd'hui sur cet appareil : 1 lot, 40 kg");
  await isFocused(camille.page.locator(".stock-received"));
  await camille.look("stock-received");
}

async function camilleReceivesMore(stage) {
  const camille = stage.people["camille-at-the-dock"];
  await types(camille, EARLY, "12", 2);
  await camille.type("Température du produit", "9,5");
  await camille.reads("le lot sera reçu et mis en attente");
  await camille.type("Température du produit", "4,5");
  await camille.press("Réceptionner ce lot");
  await camille.reads(`Reçu : ${EARLY}, 12 kg`);
  await camille.reads("2 lots, 52 kg");
  await camille.follow("Voir le lot");
  await camille.arrives(EARLY);
  // Who gave it and who paid for it stayed from the lot before.
  await camille.reads("Supermarché de la gare");
  await camille.reads("FSE+");
  stage.memory.earlyLot = new URL(camille.page.url()).pathname;
}

async function camilleLists(stage) {
  const camille = stage.people["camille-at-the-dock"];
  await camille.open("/stock");
  await camille.arrives("Stock");
  await camille.reads("2 lots");
  const titles = camille.page.locator(".offer-card .card-title");
  await until("the nearest date comes first", async () => (await titles.allInnerTexts()).join() === `${EARLY},${LATE}`);
  await camille.reads("dans 2 jours");
  await camille.reads("FSE+");
  await camille.reads("dont 12 kg à sortir sous 3 jours");
  await camille.look("stock-list");
  await camille.open("/stock?jours=3");
  await camille.reads("1 lot");
  await camille.reads("Sous 3 jours, ou passée");
  await camille.reload();
  await camille.reads("1 lot");
  await camille.open("/stock?texte=chocolat");
  await camille.reads("Aucun lot ne correspond");
  await camille.look("stock-none-found");
}

async function camilleReceivesOffline(stage) {
  const camille = stage.people["camille-at-the-dock"];
  await camille.open("/stock/recevoir");
  await camille.arrives("Réceptionner");
  await camille.network(false);
  await types(camille, THIRD, "5", 9);
  await camille.type("Température du produit", "3");
  await camille.press("Réceptionner ce lot");
  await camille.reads(KEPT);
  await camille.reads("1 réception attend le réseau sur cet appareil");
  await camille.look("stock-receive-offline");
  await camille.network(true);
  await camille.reads(`Envoyé : ${THIRD}`);
  await camille.open("/stock");
  await camille.reads("3 lots");
  await camille.reads(THIRD);
}

async function camillePicks(stage) {
  const camille = stage.people["camille-at-the-dock"];
  await camille.follow("Préparer", camille.page.locator("main"));
  await camille.arrives("Préparer une sortie");
  await camille.press("Voir où le prendre");
  await camille.reads("À remplir.");
  await camille.look("stock-pick-incomplete");
  await camille.select("Catégorie", CATEGORY);
  await camille.type("Quantité voulue", "20");
  await camille.press("Voir où le prendre");
  const rows = camille.page.locator(".stock-pick");
  await camille.reads(EARLY, rows.nth(0));
  await camille.reads("12 kg", rows.nth(0));
  await camille.reads("Chambre froide, étagère B", rows.nth(1));
  await camille.reads("8 kg", rows.nth(1));
  await camille.look("stock-pick");
}

async function camilleMoves(stage) {
  const camille = stage.people["camille-at-the-dock"];
  const dialog = camille.page.getByRole("dialog");
  await camille.open(stage.memory.earlyLot);
  await camille.arrives(EARLY);
  await camille.reads("Ce lot peut être distribué ou remis.");
  await camille.look("stock-lot");
  await camille.press("Distribuer");
  await camille.type("Quantité", "15", dialog);
  await camille.press("Distribuer", dialog);
  await camille.reads("C'est plus que ce qu'il y a ici.", dialog);
  await camille.type("Quantité", "5", dialog);
  await camille.look("stock-distribute");
  await camille.press("Distribuer", dialog);
  await camille.reads("Distribution notée");
  await camille.reads("Distribué : 5 kg");
  await isFocused(camille.page.locator(".stock-standing h2"));
  await camille.press("Jeter");
  await camille.press("Jeter", dialog);
  await camille.reads("Dites pourquoi.", dialog);
  await camille.type("Quantité", "2", dialog);
  await camille.select("Pourquoi ?", "Produit gâté");
  await camille.press("Jeter", dialog);
  await camille.reads("Perte notée");
  await camille.reads("Jeté : 2 kg");
  await camille.press("Annuler ce mouvement : Jeté");
  await camille.reads("Rien n'est effacé", dialog);
  await camille.look("stock-reverse");
  await camille.press("Annuler ce mouvement", dialog);
  await camille.reads("Mouvement annulé");
  await camille.reads("Annulation : 2 kg");
  await isFocused(camille.page.locator(".stock-ledger h2"));
  await camille.look("stock-ledger");
}

async function camilleCounts(stage) {
  const camille = stage.people["camille-at-the-dock"];
  const dialog = camille.page.getByRole("dialog");
  await camille.press("Compter");
  await camille.type("Quantité comptée", "6,5", dialog);
  await camille.reads("0,5 kg en moins", dialog);
  await camille.press("Compter", dialog);
  await camille.reads("Comptage noté");
  await camille.reads("Comptage : 0,5 kg en moins");
}

async function camilleQuarantines(stage) {
  const camille = stage.people["camille-at-the-dock"];
  const dialog = camille.page.getByRole("dialog");
  await camille.press("Mettre à part");
  await camille.press("Mettre à part", dialog);
  await camille.reads("À remplir.", dialog);
  await camille.select("Pourquoi ?", "Un doute à lever");
  await camille.press("Mettre à part", dialog);
  await camille.reads("Rien ne sort : ce lot est gardé à part.");
  const giving = camille.page.locator("main").getByRole("button", { name: beginning("Distribuer") });
  if ((await giving.count()) > 0) throw new Error("what is set apart can be distributed");
  await camille.look("stock-quarantined");
  await camille.press("Autoriser la sortie");
  await camille.press("Autoriser la sortie", dialog);
  await camille.reads("Ce lot peut être distribué ou remis.");
}

async function camilleOffers(stage) {
  const camille = stage.people["camille-at-the-dock"];
  const dialog = camille.page.getByRole("dialog");
  const begun = "Pain de la veille";
  await camille.open("/offres/publier");
  await camille.arrives("Publier un surplus");
  await camille.type("Intitulé", begun);
  await camille.holds("Intitulé", begun);
  await camille.open(stage.memory.earlyLot);
  await camille.press("Proposer au réseau");
  await camille.reads("une offre qui n'est pas encore publiée", dialog);
  await camille.look("stock-offer-begun");
  await camille.press("Reprendre l'offre commencée", dialog);
  await camille.arrives("Publier un surplus");
  await camille.holds("Intitulé", begun);
  await camille.open(stage.memory.earlyLot);
  await camille.press("Proposer au réseau");
  await camille.press("La remplacer par ce lot", dialog);
  await camille.arrives("Publier un surplus");
  await camille.holds("Intitulé", EARLY);
  // What the lot knows is told, and asked no more.
  await camille.reads("Cette offre vient de votre stock.");
  await camille.reads(CATEGORY, camille.page.locator(".publish-form .facts"));
  await camille.look("stock-offer-of-lot");
}

async function camilleFreezes(stage) {
  const camille = stage.people["camille-at-the-dock"];
  const dialog = camille.page.getByRole("dialog");
  await camille.open("/stock");
  await camille.follow(THIRD, camille.page.locator("main"));
  await camille.arrives(THIRD);
  await camille.press("Congeler");
  await camille.reads("Nouvelle date limite", dialog);
  await camille.type("Quantité à congeler", "6", dialog);
  await camille.press("Enregistrer la congélation", dialog);
  await camille.reads("C'est plus que ce qu'il y a ici.", dialog);
  await camille.type("Quantité à congeler", "2", dialog);
  await camille.look("stock-freeze");
  await camille.press("Enregistrer la congélation", dialog);
  await camille.reads("Congélation notée : voici le nouveau lot");
  await camille.reads("À partir du lot");
  await camille.look("stock-frozen-lot");
  await camille.follow(THIRD, camille.page.locator("main"));
  await camille.reads("Congelé à partir de ce lot");
  await camille.reads("Congelé : 2 kg");
}

async function camilleHandsOver(stage) {
  const camille = stage.people["camille-at-the-dock"];
  const dialog = camille.page.getByRole("dialog");
  await camille.open("/stock");
  await camille.follow(LATE, camille.page.locator("main"));
  await camille.arrives(LATE);
  await camille.press("Remettre");
  await camille.type("Quantité", "10", dialog);
  await camille.select("À quelle organisation ?", RESTOS);
  await camille.select("Vers quel site ?", "Antenne de Coutras, Coutras");
  await camille.type("Température du produit", "4", dialog);
  await camille.look("stock-hand-over");
  await camille.press("Remettre", dialog);
  await camille.reads("Remise notée");
  await camille.press("Suivre ce lot");
  await camille.reads(`${RESTOS}, Antenne de Coutras`);
  await camille.look("stock-trace");
  const nadia = await stage.guest("nadia-with-a-lot", PHONE);
  await nadia.open("/stock");
  await logIn(nadia, NADIA);
  await nadia.arrives("Stock");
  await nadia.reads(LATE);
  await nadia.reads("10 kg");
  await nadia.look("stock-of-the-receiver");
}

async function administratorRecalls(stage) {
  const ines = await administrator(stage, "ines-recalls");
  const dialog = ines.page.getByRole("dialog");
  await ines.follow("Rappels", ines.page.locator("main"));
  await ines.arrives("Rappels");
  await ines.reads("Aucun rappel");
  await ines.look("recalls-none");
  await ines.press("Rappeler un produit");
  await ines.press("Lancer le rappel", dialog);
  await ines.reads("À remplir.", dialog);
  await ines.type("Code-barres", GTIN, dialog);
  await ines.type("Numéro de lot", BATCH, dialog);
  await ines.type("Pourquoi, et que faire ?", "Risque de listéria : ne pas distribuer, détruire ou rapporter.", dialog);
  await ines.look("recall-typed");
  await ines.press("Lancer le rappel", dialog);
  await ines.reads("Rappel lancé");
  await ines.arrives(LATE);
  await ines.reads("0 site sur 2 a répondu");
  await ines.look("recall-made");
  stage.memory.recall = new URL(ines.page.url()).pathname;
}

async function nadiaAnswers(stage) {
  const nadia = stage.people["nadia-with-a-lot"];
  const dialog = nadia.page.getByRole("dialog");
  await nadia.open("/notifications");
  await nadia.reads(`Rappel : ne distribuez plus « ${LATE} »`);
  await nadia.open("/stock/rappels");
  await nadia.arrives("Rappels");
  await nadia.follow(LATE, nadia.page.locator("main"));
  await nadia.arrives(LATE);
  await nadia.reads("Ne distribuez plus ce produit");
  await nadia.look("recall-to-answer");
  await nadia.press("Répondre");
  await nadia.type("Rapporté", "4", dialog);
  await nadia.type("Détruit", "7", dialog);
  await nadia.press("Envoyer la réponse", dialog);
  await nadia.reads("C'est plus que ce qu'il y a ici.", dialog);
  await nadia.type("Détruit", "6", dialog);
  await nadia.reads("Compté : 10 kg sur 10 kg.", dialog);
  await nadia.look("recall-answer");
  await nadia.press("Envoyer la réponse", dialog);
  await nadia.reads("Réponse enregistrée");
  await nadia.reads("Réglé");
  await nadia.look("recall-answered");
}

async function camilleAnswers(stage) {
  const { "camille-at-the-dock": camille, "ines-recalls": ines } = stage.people;
  const dialog = camille.page.getByRole("dialog");
  await ines.open(stage.memory.recall);
  await ines.reads("1 site sur 2 a répondu");
  await camille.open(stage.memory.recall);
  await camille.arrives(LATE);
  await camille.press("Répondre");
  await camille.reads("il vous en reste 34 kg", dialog);
  await camille.type("Détruit", "34", dialog);
  await camille.press("Envoyer la réponse", dialog);
  await camille.reads("Réponse enregistrée");
  await camille.follow(LATE, camille.page.locator("main"));
  await camille.arrives(LATE);
  await camille.reads("Rappelé");
  await camille.look("stock-lot-recalled");
  await ines.reload();
  await ines.reads("2 sites sur 2 ont répondu");
  await ines.reads("Clos");
  await ines.look("recall-closed");
}

/** Another lot of yoghurt: what it is, how much, until when. */
async function types(person, title, kg, days) {
  await person.complete("Catégorie", "yaour", "Yaourts");
  await person.type("Intitulé", title);
  await person.type("Quantité", kg);
  await person.type("À consommer jusqu'au", dayFromToday(days));
}
