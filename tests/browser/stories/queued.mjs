// Working without network: what is done is kept, shown as waiting, and sent later; conflicts are told.
import { CAMILLE, NADIA, PHONE } from "./cast.mjs";
import { dayFromToday } from "../harness/calendar.mjs";
import { greeted, logIn, section, seesToday } from "./habits.mjs";

const CREAM = "Crème dessert à la vanille";
const KEPT = "Pas de réseau : c'est gardé sur cet appareil et partira dès que possible.";

export const queued = {
  name: "queued",
  title: "In a cellar without network",
  on: ["sqlite"],
  steps: [
    ["Once visited, the application opens without network", opens],
    ["A surplus published without network is kept and shown as waiting", publishes],
    ["It survives a reload, and is sent when the network is back", isSent],
    ["A step that somebody else has taken meanwhile is refused, and told", isRefused],
  ],
};

async function opens(stage) {
  const field = await stage.guest("field", PHONE);
  await field.open("/aujourdhui");
  await logIn(field, CAMILLE);
  await greeted(field);
  // From now on the service worker sees what is read.
  await field.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  for (const address of ["/reservations", "/offres/publier", "/aujourdhui"]) await field.open(address);
  await greeted(field);
  await field.network(false);
  await field.reload();
  await greeted(field);
  await field.reads("Le serveur est injoignable : voici les dernières informations reçues.");
  await field.look("offline-today");
  await field.open("/reservations");
  await field.arrives("Réservations");
  // An empty list was kept, and is shown as one.
  await field.reads("Vous n'avez encore rien réservé");
  await field.look("offline-claims");
}

async function publishes({ people: { field } }) {
  await field.open("/offres/publier");
  await field.arrives("Publier un surplus");
  await field.complete("Catégorie", "yaour", "Yaourts");
  await field.type("Intitulé", CREAM);
  await field.type("Quantité", "12");
  await field.type("À consommer jusqu'au", dayFromToday(3));
  await field.pick("Quand peut-on venir ?", "demain, 9 h");
  await field.press("Publier l'offre");
  await field.reads(KEPT);
  await field.arrives("Envois en attente");
  await field.reads(CREAM);
  await field.reads("En attente du réseau");
  await field.look("outbox-waiting");
}

async function isSent({ people: { field, jean } }) {
  await field.reload();
  await field.arrives("Envois en attente");
  await field.reads(CREAM);
  await field.network(true);
  await field.reads(`Envoyé : ${CREAM}`);
  await field.reads("Tout est envoyé");
  await jean.open("/offres?texte=vanille");
  await jean.reads(CREAM);
}

async function isRefused(stage) {
  const { field, camille } = stage.people;
  const nadia = await stage.guest("nadia-claims", PHONE);
  await nadia.open(stage.memory.offer);
  await logIn(nadia, NADIA);
  await nadia.type("Quelle quantité ?", "3");
  await nadia.press("Réserver 3 kg");
  await nadia.reads("Demande envoyée");
  await seesToday(field);
  await field.reads("3 kg", section(field, "À répondre"));
  await field.network(false);
  await field.press("Accepter", section(field, "À répondre"));
  await field.reads(KEPT);
  await field.reads("« Accepter » est gardé sur cet appareil", section(field, "À répondre"));
  await field.look("outbox-step");
  await camille.open("/aujourdhui");
  await camille.press("Accepter", section(camille, "À répondre"));
  await camille.reads("Réservation : Acceptée");
  field.problems.expect(409);
  await field.network(true);
  await field.reads("1 envoi a été refusé");
  await field.follow("1 envoi a été refusé");
  await field.arrives("Envois en attente");
  await field.reads("Refusé");
  await field.look("outbox-refused");
  await field.press("Abandonner");
  await field.press("Abandonner", field.page.getByRole("dialog"));
  await field.reads("Tout est envoyé");
}
