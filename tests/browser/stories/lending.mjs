// What is around a loan: photos of the item and of its condition, more time, and a waiting list that lets the first in.
import { dayFromToday } from "../harness/calendar.mjs";
import { beginning } from "../harness/words.mjs";
import { CAMILLE, DESK, JEAN, NADIA, PHONE } from "./cast.mjs";
import { logIn } from "./habits.mjs";
import { choose, photograph } from "./pictures.mjs";

const TENT = "Barnum 3 × 6 m";
const PURPOSE = "Marché solidaire";
const SEEN = "Le barnum monté, quatre côtés ouverts";

/** From when until when Jean borrows it, and until when he would like to keep it. */
const FROM = `${dayFromToday(3)}T09:00`;
const UNTIL = `${dayFromToday(4)}T18:00`;
const LONGER = `${dayFromToday(5)}T18:00`;

export const lending = {
  name: "lending",
  title: "A tent is photographed, kept longer and waited for",
  on: ["sqlite"],
  steps: [
    ["Camille lends her tent and shows it in two photos", camilleShows],
    ["Jean sees it in the catalogue and asks for two days", jeanAsks],
    ["Camille accepts, and photographs the condition in which it will go out", camilleAccepts],
    ["Jean would like to keep it a day longer, and Camille agrees", jeanRenews],
    ["Nadia finds these days taken and takes a place on the waiting list", nadiaWaits],
    ["A wish that is declined gives its day back", declined],
    ["Jean calls it off, and the first who waits has her turn", turn],
    ["Camille reports what is broken, nobody can ask for it, and she says what was done", repairs],
    ["She makes a link for her calendar and takes it away", feeds],
  ],
};

async function camilleShows(stage) {
  const camille = await stage.guest("camille-with-tent", PHONE);
  await camille.open("/materiel/ajouter");
  await logIn(camille, CAMILLE);
  await camille.arrives("Ajouter du matériel");
  await camille.select("Type de matériel", "Tente, barnum");
  await camille.type("Nom", TENT);
  await camille.press("Ajouter au catalogue");
  await camille.arrives(TENT);
  stage.memory.tent = new URL(camille.page.url()).pathname;
  await camille.reads("Jusqu'à 6 photos");
  await choose(camille, "barnum.jpg", await photograph(camille, 1200, 800));
  await camille.page.getByRole("button", { name: "Agrandir la photo 1 sur 1" }).waitFor();
  await camille.type("Que voit-on sur la photo 1 ?", SEEN);
  await camille.press("Enregistrer la description de la photo 1");
  await camille.reads("Description enregistrée");
  await choose(camille, "sac.jpg", await photograph(camille, 600, 800));
  await camille.page.getByRole("button", { name: "Agrandir la photo 2 sur 2" }).waitFor();
  await camille.look("item-photos-own");
  camille.problems.expect(415);
  await choose(camille, "liste.jpg", Buffer.from("un barnum"));
  await camille.reads("Ce fichier n'est pas une photo JPEG, PNG ou WebP.");
}

async function jeanAsks(stage) {
  const jean = await stage.guest("jean-wants-a-tent", PHONE);
  await jean.open("/materiel");
  await logIn(jean, JEAN);
  await jean.arrives("Matériel");
  await jean.page.locator(".item-card .photo-box img").first().waitFor();
  await jean.look("equipment-with-photo");
  await jean.follow(TENT);
  await jean.arrives(TENT);
  await jean.page.getByRole("button", { name: new RegExp(SEEN) }).waitFor();
  await ask(jean, FROM, UNTIL);
  await jean.arrives(TENT);
  stage.memory.tentLoan = new URL(jean.page.url()).pathname;
}

async function camilleAccepts(stage) {
  const camille = stage.people["camille-with-tent"];
  await camille.open(stage.memory.tentLoan);
  await camille.press("Accepter");
  await camille.reads("Prêt : Accepté");
  await camille.reads("L'état en photos");
  await choose(camille, "etat.jpg", await photograph(camille, 700, 500));
  await camille.reads("Photo ajoutée");
  await camille.page.getByRole("region", { name: "À la remise" }).getByRole("button", { name: "Agrandir la photo 1 sur 1" }).waitFor();
  await camille.look("loan-photos");
}

async function jeanRenews(stage) {
  const { "camille-with-tent": camille, "jean-wants-a-tent": jean } = stage.people;
  await jean.open(stage.memory.tentLoan);
  await askForMore(jean, LONGER);
  await jean.reads("Vous avez demandé à le garder");
  await jean.look("renewal-asked");
  await camille.open(stage.memory.tentLoan);
  const more = card(camille, "Garder plus longtemps");
  await camille.reads("souhaite le garder plus longtemps", more);
  await camille.look("renewal-to-answer");
  await camille.press("Accepter la prolongation", more);
  await camille.reads("Prolongation acceptée");
  await camille.reads("acceptée", more);
  await camille.look("renewal-accepted");
}

async function nadiaWaits(stage) {
  const nadia = await stage.guest("nadia-wants-the-tent", DESK);
  await nadia.open(stage.memory.tent);
  await logIn(nadia, NADIA);
  await nadia.arrives(TENT);
  nadia.problems.expect(409);
  await ask(nadia, `${dayFromToday(4)}T10:00`, `${dayFromToday(4)}T16:00`);
  await nadia.reads("Déjà pris à ce moment-là");
  await nadia.look("booking-or-wait");
  await nadia.press("Être prévenu si ça se libère");
  await nadia.reads("Vous êtes sur la liste d'attente");
  const list = card(nadia, "Liste d'attente");
  await nadia.reads("Vous attendez, à la place 1", list);
  await nadia.look("waiting");
  const camille = stage.people["camille-with-tent"];
  await camille.open(stage.memory.tent);
  await camille.reads("1. ", card(camille, "Liste d'attente"));
}

async function declined(stage) {
  const { "camille-with-tent": camille, "jean-wants-a-tent": jean } = stage.people;
  await jean.open(stage.memory.tentLoan);
  await askForMore(jean, `${dayFromToday(6)}T12:00`);
  await camille.open(stage.memory.tentLoan);
  const more = card(camille, "Garder plus longtemps");
  await camille.press("Refuser", more);
  const dialog = camille.page.getByRole("dialog");
  await camille.press("Il est déjà promis", dialog);
  await camille.press("Refuser", dialog);
  await camille.reads("Refus envoyé");
  await camille.reads("Il est déjà promis", more);
}

async function turn(stage) {
  const { "nadia-wants-the-tent": nadia, "jean-wants-a-tent": jean } = stage.people;
  await jean.open(stage.memory.tentLoan);
  await jean.press("Annuler le prêt");
  const dialog = jean.page.getByRole("dialog");
  await jean.press("Notre action est reportée", dialog);
  await jean.press("Annuler le prêt", dialog);
  await jean.reads("Prêt : Annulé");
  await nadia.open(stage.memory.tent);
  await nadia.reads("C'est votre tour", card(nadia, "Liste d'attente"));
  await nadia.look("waiting-turn");
  await nadia.open("/notifications");
  await nadia.reads("est libre, retenu pour vous");
  await nadia.open(stage.memory.tent);
  await ask(nadia, `${dayFromToday(4)}T10:00`, `${dayFromToday(4)}T16:00`);
  await nadia.reads("Demande envoyée");
}

async function repairs(stage) {
  const { "camille-with-tent": camille, "nadia-wants-the-tent": nadia } = stage.people;
  await camille.open(stage.memory.tent);
  await camille.press("Signaler un problème");
  const dialog = camille.page.getByRole("dialog");
  await camille.press("Signaler", dialog.locator("form"));
  await camille.reads("À remplir.", dialog);
  await camille.type("Qu'est-ce qui est abîmé ou manque ?", "Un pied est tordu", dialog);
  await camille.look("repair-reporting");
  await camille.press("Signaler", dialog.locator("form"));
  await camille.reads("Problème signalé");
  await camille.reads("Un pied est tordu", card(camille, "Réparations"));
  await camille.look("item-in-repair");
  await nadia.open(stage.memory.tent);
  await nadia.reads("Ce matériel est en réparation");
  nadia.problems.expect(409);
  await ask(nadia, `${dayFromToday(8)}T10:00`, `${dayFromToday(8)}T16:00`);
  await nadia.reads("Ce matériel est en réparation à ce moment-là.");
  await camille.press("C'est réparé");
  await camille.type("Qu'est-ce qui a été fait ?", "Pied redressé", dialog);
  await camille.press("C'est réparé", dialog.locator("form"));
  await camille.reads("Réparation enregistrée");
  await camille.reads("Pied redressé", card(camille, "Réparations"));
}

async function feeds(stage) {
  const camille = stage.people["camille-with-tent"];
  await camille.open("/prets?cote=prets");
  const links = card(camille, "Dans votre agenda");
  await camille.press("Créer un lien", links);
  await camille.reads("Votre lien est prêt", links);
  await camille.look("calendar-link");
  const address = await links.getByRole("textbox").inputValue();
  const calendar = await (await fetch(new URL(new URL(address).pathname, camille.page.url()))).text();
  if (!calendar.includes("BEGIN:VCALENDAR") || !calendar.includes("SUMMARY:Barnum")) throw new Error(calendar);
  await camille.press("Supprimer", links);
  await camille.reads("Ce lien ne montre plus rien");
}

async function ask(person, from, until) {
  await person.type("Du", from);
  await person.type("Au", until);
  await person.type("Pour quoi faire ?", PURPOSE);
  await person.press("Envoyer la demande");
}

async function askForMore(person, until) {
  await person.press("Demander à le garder plus longtemps");
  const dialog = person.page.getByRole("dialog");
  await person.type("Jusqu'au", until, dialog);
  await person.type("Pourquoi ?", "Le marché dure un jour de plus", dialog);
  await person.look("renewal-asking");
  await person.press("Demander", dialog.locator("form"));
  await person.reads("Demande envoyée");
}

/** A box of the page by its heading. */
function card({ page }, heading) {
  return page.locator("section.card").filter({ has: page.getByRole("heading", { level: 2, name: beginning(heading) }) });
}
