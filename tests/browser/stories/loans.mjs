// Camille's van: others find it, ask for it, and it goes out and comes back; a second request for the same time is told
// until when it is taken.
import { dayFromToday } from "../harness/calendar.mjs";
import { words } from "../harness/words.mjs";
import { CAMILLE, DESK, GROCERY, JEAN, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { logIn, section } from "./habits.mjs";

const VAN = "Camionnette frigorifique 8 m³";
const PURPOSE = "Collecte nationale à Libourne";
const WEAR = "Une rayure sur la porte arrière.";

/** From when until when it is borrowed, as pickers take it. */
const FROM = `${dayFromToday(3)}T09:00`;
const UNTIL = `${dayFromToday(4)}T18:00`;
/** The morning of its maintenance. */
const CLOSED = [`${dayFromToday(6)}T08:00`, `${dayFromToday(6)}T12:00`];

export const loans = {
  name: "loans",
  title: "A van is lent and comes back",
  on: ["sqlite", "postgres"],
  steps: [
    ["Jean finds nothing to borrow yet", nothingYet],
    ["Camille lends her van; what is missing is said at its field", camilleAdds],
    ["She keeps it for a morning of maintenance, and sees it in the calendar", camilleCloses],
    ["Jean finds it by kind and by days, which stand in the address", jeanFinds],
    ["He reads the calendar by hand and by keyboard, and chooses two days in it", jeanChooses],
    ["Without the licence confirmed he is told so; with it, the request is sent", jeanAsks],
    ["Nadia wants one of these days and is told until when it is taken", nadiaIsTold],
    ["Camille finds the request on her first page and among her loans, accepts, and hands the van out", camilleHandsOut],
    ["It comes back worn, with a note", camilleTakesBack],
    ["Both see the whole way of the loan", bothSeeTheWay],
    ["Two of Camille's tabs change the van: the second one is told", conflict],
    ["Jean asks again and calls it off with a reason", jeanCallsOff],
    ["Camille opens the morning again and lends the van no more", camilleRetires],
  ],
};

async function nothingYet(stage) {
  const jean = await stage.guest("jean-wants-a-van", PHONE);
  await jean.open("/offres");
  await logIn(jean, JEAN);
  await jean.arrives("Offres");
  await jean.follow("Matériel", jean.page.locator("main"));
  await jean.arrives("Matériel");
  await jean.reads("Aucun matériel ne correspond");
  await jean.look("equipment-none");
  await jean.follow("Prêts", jean.page.locator("main"));
  await jean.arrives("Prêts");
  await jean.reads("Vous n'avez encore rien emprunté");
  await jean.look("loans-none");
}

async function camilleAdds(stage) {
  const camille = await stage.guest("camille-lends", DESK);
  await camille.open("/materiel");
  await logIn(camille, CAMILLE);
  await camille.arrives("Matériel");
  await camille.follow("Ajouter", camille.page.locator("header.page-header"));
  await camille.arrives("Ajouter du matériel");
  await camille.press("Ajouter au catalogue");
  await camille.reads("À remplir.");
  await camille.look("item-incomplete");
  await camille.select("Type de matériel", "Camionnette ou autre véhicule");
  await camille.type("Nom", VAN);
  await camille.type("Description", "Huit mètres cubes, groupe froid à +4 °C.");
  await camille.type("Conditions de prêt", "Le plein est fait au retour, la caisse est lavée.");
  await camille.type("Caution", "150");
  await camille.pick("Que faut-il confirmer ?", "Permis de conduire");
  await camille.type("Nettoyage et contrôle après un prêt", "2");
  await camille.look("item-typed");
  await camille.press("Ajouter au catalogue");
  await camille.reads("Matériel ajouté au catalogue");
  await camille.arrives(VAN);
  await camille.reads("Caution : 150 €");
  stage.memory.van = new URL(camille.page.url()).pathname;
  await camille.look("item-own");
}

async function camilleCloses(stage) {
  const camille = stage.people["camille-lends"];
  await camille.press("Fermer pour un temps");
  const dialog = camille.page.getByRole("dialog");
  await camille.type("Du", CLOSED[0], dialog);
  await camille.type("Au", CLOSED[1], dialog);
  await camille.press("Fermer", dialog.locator("form"));
  await camille.reads("À remplir.", dialog);
  await camille.type("Motif", "Révision", dialog);
  await camille.look("closure");
  await camille.press("Fermer", dialog.locator("form"));
  await camille.reads("Fermeture ajoutée au calendrier");
  await turnTo(camille, dayFromToday(6));
  await camille.page.getByText(words("fermé de 8 h à 12 h : Révision")).waitFor({ state: "attached" });
  await camille.reads("fermé : Révision");
  await camille.look("item-closed");
}

async function jeanFinds(stage) {
  const jean = stage.people["jean-wants-a-van"];
  await jean.open("/materiel");
  await jean.arrives("Matériel");
  await jean.reads("Libourne, à 15 km");
  await jean.select("Type de matériel", "Remorque");
  await jean.reads("Aucun matériel ne correspond");
  await jean.select("Type de matériel", "Camionnette ou autre véhicule");
  await jean.reads(VAN);
  await jean.press("Filtres");
  await jean.type("Libre du", dayFromToday(6));
  await jean.reads("Aucun matériel ne correspond");
  await jean.type("Libre du", dayFromToday(3));
  await jean.type("Jusqu'au", dayFromToday(4));
  await jean.reads(VAN);
  const address = jean.page.url();
  for (const part of ["type=van", `du=${dayFromToday(3)}`, `au=${dayFromToday(4)}`]) {
    if (!address.includes(part)) throw new Error(`${part} is not in ${address}`);
  }
  await jean.reload();
  await jean.reads(VAN);
  await jean.look("equipment-found");
  await jean.follow(VAN);
  await jean.arrives(VAN);
}

async function jeanChooses(stage) {
  const jean = stage.people["jean-wants-a-van"];
  await jean.type("Du", FROM);
  await turnTo(jean, dayFromToday(3));
  await day(jean, 3).click();
  await jean.holds("Du", FROM);
  await turnTo(jean, dayFromToday(4));
  await day(jean, 4).click();
  await jean.holds("Au", UNTIL);
  await jean.look("item-chosen");
  // One day of the table is on the way of the Tab key; arrows lead to its neighbours in the month.
  const month = (days) => dayFromToday(days).slice(0, 7);
  const [key, days] = month(3) === month(4) ? ["ArrowLeft", 3] : ["ArrowRight", 5];
  await day(jean, 4).focus();
  await jean.page.keyboard.press(key);
  const reached = await jean.page.evaluate(() => document.activeElement?.id);
  if (reached !== `jour-${dayFromToday(days)}`) throw new Error(`${key} led to ${reached}`);
  if ((await jean.page.locator("table [tabindex='0']").count()) !== 1) throw new Error("the table has not one day to tab to");
}

async function jeanAsks(stage) {
  const jean = stage.people["jean-wants-a-van"];
  await jean.type("Pour quoi faire ?", PURPOSE);
  await jean.press("Envoyer la demande");
  await jean.reads("Cochez chaque ligne");
  await jean.look("booking-unconfirmed");
  await jean.pick("À confirmer", "La personne qui conduira");
  await jean.press("Envoyer la demande");
  await jean.reads("Demande envoyée");
  await jean.arrives(VAN);
  await jean.reads(`${GROCERY} doit répondre.`);
  stage.memory.loan = new URL(jean.page.url()).pathname;
  await jean.look("loan-requested");
}

async function nadiaIsTold(stage) {
  const nadia = await stage.guest("nadia-wants-it-too", DESK);
  await nadia.open(stage.memory.van);
  await logIn(nadia, NADIA);
  await nadia.arrives(VAN);
  await nadia.type("Du", `${dayFromToday(4)}T14:00`);
  await nadia.type("Au", `${dayFromToday(4)}T17:00`);
  await nadia.type("Pour quoi faire ?", "Déménager un congélateur");
  await nadia.pick("À confirmer", "La personne qui conduira");
  nadia.problems.expect(409);
  await nadia.press("Envoyer la demande");
  const alert = nadia.page.getByRole("alert");
  await nadia.reads("Déjà pris à ce moment-là", alert);
  // The two hours of cleaning are part of it.
  await nadia.reads("à 20 h.", alert);
  await nadia.look("booking-busy");
  await nadia.press("Demander à partir de là", alert);
  await nadia.holds("Du", `${dayFromToday(4)}T20:00`);
}

async function camilleHandsOut(stage) {
  const camille = stage.people["camille-lends"];
  await camille.open("/aujourdhui");
  const toDo = camille.page.getByRole("region", { name: "Prêts de matériel à suivre" });
  await camille.reads(VAN, toDo);
  await camille.reads("À vous", toDo);
  await camille.look("today-loan");
  await camille.follow("Tous les prêts", toDo);
  await camille.arrives("Prêts");
  await camille.open("/prets?cote=prets");
  await camille.reads(`Emprunteur : ${RESTOS}`);
  await camille.reads("À vous");
  await camille.look("loans-lent");
  await camille.follow(VAN, camille.page.locator("main"));
  await camille.arrives(VAN);
  await camille.reads(`${RESTOS} attend votre réponse.`);
  await camille.press("Accepter");
  await camille.reads("Prêt : Accepté");
  await camille.look("loan-accepted");
  await camille.press("Confirmer la remise");
  const dialog = camille.page.getByRole("dialog");
  await camille.pick("Dans quel état est-il ?", "Abîmé");
  await camille.press("Confirmer la remise", dialog);
  await camille.reads("À remplir.", dialog);
  await camille.pick("Dans quel état est-il ?", "Bon état");
  await camille.look("hand-out");
  await camille.press("Confirmer la remise", dialog);
  await camille.reads("Prêt : Remis");
  await camille.look("loan-out");
}

async function camilleTakesBack(stage) {
  const camille = stage.people["camille-lends"];
  await camille.press("Confirmer le retour");
  const dialog = camille.page.getByRole("dialog");
  await camille.pick("Dans quel état est-il ?", "Usé");
  await camille.type("Remarque", WEAR, dialog);
  await camille.press("Confirmer le retour", dialog);
  await camille.reads("Prêt : Rendu");
  await camille.reads("Le matériel est revenu.");
}

async function bothSeeTheWay(stage) {
  const { "camille-lends": camille, "jean-wants-a-van": jean } = stage.people;
  for (const person of [camille, jean]) {
    await person.open(stage.memory.loan);
    const way = person.page.getByRole("list").filter({ hasText: "Demandé" }).filter({ hasText: words(WEAR) });
    for (const state of ["Demandé", "Accepté", "Remis", "Rendu"]) await person.reads(state, way);
    await person.reads("Bon état", way);
    await person.reads(`Usé, mais utilisable · « ${WEAR} »`, way);
    await person.look(`loan-returned-${person.name}`);
  }
}

async function conflict(stage) {
  const camille = stage.people["camille-lends"];
  const other = await camille.anotherTab();
  for (const tab of [camille, other]) {
    await tab.open(`${stage.memory.van}/modifier`);
    await tab.arrives("Modifier le matériel");
    await tab.holds("Caution", "150");
  }
  await other.type("Caution", "200");
  await other.press("Enregistrer");
  await other.reads("Matériel enregistré");
  await other.page.close();
  await camille.type("Caution", "180");
  camille.problems.expect(412);
  await camille.press("Enregistrer");
  await camille.reads("Quelqu'un a modifié ces informations entre-temps.");
  await camille.look("item-conflict");
  await camille.press("Charger la dernière version");
  await camille.holds("Caution", "200");
}

async function jeanCallsOff(stage) {
  const jean = stage.people["jean-wants-a-van"];
  await jean.open(stage.memory.van);
  await jean.arrives(VAN);
  await jean.type("Du", `${dayFromToday(9)}T09:00`);
  await jean.type("Au", `${dayFromToday(9)}T12:00`);
  await jean.type("Pour quoi faire ?", PURPOSE);
  await jean.pick("À confirmer", "La personne qui conduira");
  await jean.press("Envoyer la demande");
  await jean.reads("Demande envoyée");
  await jean.press("Annuler le prêt");
  const dialog = jean.page.getByRole("dialog");
  await jean.press("Notre action est reportée", dialog);
  await jean.look("loan-cancel");
  await jean.press("Annuler le prêt", dialog);
  await jean.reads("Prêt : Annulé");
  await jean.open("/prets?etat=cancelled");
  await jean.reads(`Prêteur : ${GROCERY}`);
  await jean.look("loans-cancelled");
}

async function camilleRetires(stage) {
  const camille = stage.people["camille-lends"];
  await camille.open(stage.memory.van);
  await camille.arrives(VAN);
  await turnTo(camille, dayFromToday(6));
  await camille.press("Rouvrir");
  await camille.look("closure-remove");
  await camille.press("Rouvrir", camille.page.getByRole("dialog"));
  await camille.reads("Ce temps est de nouveau libre");
  await camille.press("Ne plus prêter");
  await camille.look("item-retire");
  await camille.press("Ne plus prêter", camille.page.getByRole("dialog"));
  await camille.reads("N'est plus prêté");
  await camille.look("item-retired");
  const jean = stage.people["jean-wants-a-van"];
  await jean.open("/materiel");
  await jean.reads("Aucun matériel ne correspond");
}

/** The button of a day in the calendar, so many days from today. */
function day(person, days) {
  return person.page.locator(`#jour-${dayFromToday(days)}`);
}

/** Turns the calendar to the month of a day, which is this month or the next. */
async function turnTo(person, wanted) {
  const calendar = section(person, "Disponibilités");
  const month = new Date(`${wanted}T12:00:00Z`).toLocaleDateString("fr-FR", { month: "long", year: "numeric" });
  const heading = calendar.getByRole("heading", { level: 2 });
  if (!(await heading.innerText()).toLowerCase().includes(month)) {
    const later = wanted.slice(0, 7) > dayFromToday(0).slice(0, 7);
    await person.press(later ? "Mois suivant" : "Mois précédent", calendar);
  }
  await person.reads(new RegExp(month, "i"), heading);
  await person.settle();
}
