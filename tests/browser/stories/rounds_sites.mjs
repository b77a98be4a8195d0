// What the sites do in the story of a round: they say what they need, read why they get what they get, and answer.
import { isoWeek } from "../harness/calendar.mjs";
import { CAMILLE, DESK, GROCERY, JEAN, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { greeted, logIn, savesPdf, section } from "./habits.mjs";
import { BRANCH, BY_HAND, JUICE, OF_RICE, RICE, SHOP, TITLE, WHY } from "./rounds_cast.mjs";

const [TINS, STAPLES, DRINKS] = ["Conserves · Sec", "Féculents, épicerie salée · Sec", "Boissons · Sec"];

export async function camilleAsks(stage) {
  const camille = await stage.guest("camille-asks", DESK);
  await camille.open("/organisation");
  await logIn(camille, CAMILLE);
  await camille.arrives(GROCERY);
  await camille.follow(SHOP, camille.page.locator("main"));
  await camille.arrives(SHOP);
  stage.memory.shop = lastOf(camille);
  await camille.reads("Ce site n'a compté personne depuis six mois");
  await camille.type(TINS, "300");
  await camille.type(STAPLES, "trop");
  await camille.press("Enregistrer la demande");
  await camille.reads("Un nombre entier est attendu");
  await camille.type(STAPLES, "300");
  await camille.reads("En tout : 600 kg");
  await camille.look("round-standing-request");
  await camille.press("Enregistrer la demande");
  await camille.reads("Demande enregistrée");
  await camille.follow("Compter les personnes aidées", camille.page.locator("main"));
  await counts(camille, "120");
}

export async function nadiaAsks(stage) {
  const nadia = await stage.guest("nadia-asks", DESK);
  await nadia.open("/organisation");
  await logIn(nadia, NADIA);
  await nadia.arrives(RESTOS);
  await nadia.follow(BRANCH, nadia.page.locator("main"));
  await nadia.arrives(BRANCH);
  const branch = lastOf(nadia);
  await nadia.type(TINS, "100");
  await nadia.type(STAPLES, "250");
  await nadia.type(DRINKS, "30");
  await nadia.press("Enregistrer la demande");
  await nadia.reads("Demande enregistrée");
  // A week in which no other story counts.
  await nadia.open(`/activite/${branch}/${isoWeek(4).name}`);
  await counts(nadia, "40");
}

async function counts(person, people) {
  await person.arrives("Activité de la semaine");
  await person.type("26 à 64 ans", people);
  await person.press("Déclarer la semaine");
  await person.reads(`déclarée : ${people} personnes aidées`);
}

export async function jeanReads(stage) {
  const jean = await stage.guest("jean-asks-why", PHONE);
  await jean.open("/aujourdhui");
  await logIn(jean, JEAN);
  await greeted(jean);
  const waiting = section(jean, "Répartitions de la banque alimentaire");
  await jean.reads("2 produits attendent votre réponse", waiting);
  await jean.follow(TITLE, waiting);
  await jean.arrives("Ma part et pourquoi");
  await jean.reads(/Vous\s+êtes\s+à\s+[\d,]+\s*%\s+de\s+votre\s+part\s+sur\s+4\s+répartitions/);
  await jean.reads(/la\s+moitié\s+des\s+sites\s+sont\s+à\s+[\d,]+\s*%\s+ou\s+moins/);
  const rice = lineOf(jean, RICE);
  await jean.reads(`${BY_HAND} kg`, rice);
  await jean.reads("La banque alimentaire l'a décidé à la main.", rice);
  await jean.reads(/Cette\s+décision\s+retire\s+[1-9]\d*\s*kg\s+aux\s+autres\s+sites/, rice);
  await jean.reads("Votre demande est un maximum.");
  await jean.reads("Ce qui changerait votre part");
  await jean.look("round-share");
  await savesPdf(jean, "Enregistrer le bon de livraison (PDF)");
}

export async function jeanRefuses({ people: { "jean-asks-why": jean } }) {
  const rice = lineOf(jean, RICE);
  await jean.press(`Refuser : ${RICE}`);
  await jean.reads("le produit est aussitôt proposé aux autres", rice);
  await jean.look("round-refuse");
  await rice.locator("summary").click();
  await jean.press("Refuser pour cette raison", rice);
  await jean.reads("À remplir.", rice);
  await jean.type("Dites-le en quelques mots", WHY);
  await jean.look("round-refuse-other");
  await jean.press("Refuser pour cette raison", rice);
  await jean.reads("Réponse enregistrée");
  await jean.reads("Refusée", rice);
  await jean.reads("Autre raison", rice);
  await jean.reads(WHY, rice);
  await jean.press(`Accepter : ${JUICE}`);
  await jean.reads("Acceptée", lineOf(jean, JUICE));
  await jean.look("round-answered");
}

export async function camilleGetsMore({ people: { "camille-asks": camille }, memory }) {
  await camille.open("/notifications");
  await camille.reads(`Répartition « ${TITLE} » : ${BY_HAND} kg de plus pour ${SHOP}`);
  await camille.open(`${memory.round}/part/${memory.shop}`);
  await camille.arrives("Ma part et pourquoi");
  await camille.reads(`${OF_RICE} kg`, lineOf(camille, RICE));
  await camille.press("Tout accepter");
  await camille.reads("Réponse enregistrée");
  await camille.reads("Acceptée", lineOf(camille, RICE));
  await camille.look("round-share-grown");
}

/** The line of a share that is about a lot. */
function lineOf(person, lot) {
  return person.page.locator(".share-line").filter({ hasText: lot });
}

/** The identifier at the end of the address. */
function lastOf(person) {
  return new URL(person.page.url()).pathname.split("/").at(-1);
}
