// Jean's organisation needs an accountant: Camille's has one. They agree on a session, confirm it one after the other with
// different figures, settle, and both balances have moved.
import { dayFromToday } from "../harness/calendar.mjs";
import { CAMILLE, DESK, GROCERY, JEAN, PHONE, RESTOS } from "./cast.mjs";
import { logIn } from "./habits.mjs";

const ACCOUNTS = "Comptes annuels d'une petite association";
const ABOUT = "Préparer le bilan avec notre trésorier.";
const START = `${dayFromToday(3)}T14:00`;

export const skills = {
  name: "skills",
  title: "An accountant is asked, agrees, and both balances move",
  on: ["sqlite"],
  steps: [
    ["Jean comes from the equipment and finds nobody's skill yet", nothingYet],
    ["Camille offers help with accounts; what is missing is said at its field", camilleOffers],
    ["Jean finds it by field and by words, which stand in the address", jeanFinds],
    ["He proposes a session", jeanProposes],
    ["Camille is told, finds it among her sessions and accepts", camilleAccepts],
    ["They write to each other on the session's page", theyWrite],
    ["Jean confirms two hours, Camille two hours and a quarter", theyDiffer],
    ["Jean agrees with her figure", jeanSettles],
    ["Both balances have moved", balances],
    ["Camille asks for help in turn, and pauses her offer", camilleAsks],
  ],
};

async function nothingYet(stage) {
  const jean = await stage.guest("jean-wants-an-accountant", PHONE);
  await jean.open("/materiel");
  await logIn(jean, JEAN);
  await jean.arrives("Matériel");
  await jean.follow("Savoir-faire", jean.page.locator("main"));
  await jean.arrives("Savoir-faire");
  await jean.reads("Aucun savoir-faire ne correspond");
  await jean.look("skills-none");
  await jean.follow("Recherchés", jean.page.locator("main"));
  await jean.reads("Personne ne cherche cela pour l'instant");
  await jean.open("/savoir-faire/seances");
  await jean.reads("Vous n'avez encore demandé aucune séance");
  await jean.look("sessions-none");
  await jean.open("/savoir-faire/heures");
  await jean.reads("Aucune heure comptée pour l'instant");
  await jean.look("hours-none");
}

async function camilleOffers(stage) {
  const camille = await stage.guest("camille-helps", DESK);
  await camille.open("/savoir-faire");
  await logIn(camille, CAMILLE);
  await camille.arrives("Savoir-faire");
  await camille.follow("Proposer", camille.page.locator("header.page-header"));
  await camille.arrives("Proposer un savoir-faire");
  await camille.press("Mettre dans l'annuaire");
  await camille.reads("À remplir.");
  await camille.look("skill-incomplete");
  await camille.select("Domaine", "Comptabilité");
  await camille.type("En quelques mots", ACCOUNTS);
  await camille.type("Précisions", "Bilan, budget, reçus fiscaux.");
  await camille.select("Qui le fait ?", CAMILLE.name);
  await camille.pick("Est-ce possible à distance ?", "À distance aussi");
  await camille.type("Jusqu'où se déplacer ?", "40");
  await camille.pick("mardi", "soir");
  await camille.look("skill-typed");
  await camille.press("Mettre dans l'annuaire");
  await camille.reads("Savoir-faire ajouté à l'annuaire");
  await camille.arrives(ACCOUNTS);
  await camille.reads("Se déplace jusqu'à 40 km");
  stage.memory.skill = new URL(camille.page.url()).pathname;
  await camille.look("skill-own");
}

async function jeanFinds(stage) {
  const jean = stage.people["jean-wants-an-accountant"];
  await jean.open("/savoir-faire");
  await jean.arrives("Savoir-faire");
  await jean.reads(ACCOUNTS);
  await jean.select("Domaine", "Plomberie");
  await jean.reads("Aucun savoir-faire ne correspond");
  await jean.select("Domaine", "Administration : tout");
  await jean.type("Chercher un savoir-faire", "BUDGET");
  await jean.page.waitForURL(/texte=BUDGET/);
  await jean.reads(ACCOUNTS);
  if (!jean.page.url().includes("theme=administration")) throw new Error(`no theme in ${jean.page.url()}`);
  await jean.reload();
  await jean.reads(ACCOUNTS);
  await jean.look("skills-found");
  await jean.follow(ACCOUNTS);
  await jean.arrives(ACCOUNTS);
}

async function jeanProposes(stage) {
  const jean = stage.people["jean-wants-an-accountant"];
  await jean.reads(CAMILLE.name);
  await jean.type("Quand ?", START);
  await jean.select("Durée prévue", "2 heures");
  await jean.type("Message", ABOUT);
  await jean.look("session-typed");
  await jean.press("Envoyer la proposition");
  await jean.reads("Proposition envoyée");
  await jean.reads(`${GROCERY} doit répondre.`);
  stage.memory.session = new URL(jean.page.url()).pathname;
  await jean.look("session-proposed");
}

async function camilleAccepts(stage) {
  const camille = stage.people["camille-helps"];
  await camille.open("/notifications");
  await camille.reads(`${RESTOS} propose une séance : « ${ACCOUNTS} »`);
  await camille.open("/savoir-faire/seances?cote=aidons");
  await camille.reads(`Pour ${RESTOS}`);
  await camille.reads("À vous");
  await camille.look("sessions-given");
  await camille.follow(ACCOUNTS, camille.page.locator("main"));
  await camille.reads(`${RESTOS} attend votre réponse.`);
  await camille.reads(ABOUT);
  await camille.press("Accepter");
  const dialog = camille.page.getByRole("dialog");
  await camille.look("session-agree");
  await camille.press("Accepter", dialog);
  await camille.reads("Séance : Convenue");
  await camille.look("session-agreed");
}

async function theyWrite(stage) {
  const { "camille-helps": camille, "jean-wants-an-accountant": jean } = stage.people;
  await jean.open(stage.memory.session);
  await jean.type("Votre message", "Faut-il apporter les factures ?");
  await jean.press("Envoyer");
  await jean.reads("Faut-il apporter les factures ?");
  await camille.open("/messages");
  await camille.reads(ACCOUNTS);
  await camille.follow(RESTOS, camille.page.locator("main"));
  await camille.reads("Faut-il apporter les factures ?");
}

async function theyDiffer(stage) {
  const { "camille-helps": camille, "jean-wants-an-accountant": jean } = stage.people;
  await jean.press("Confirmer la durée");
  let dialog = jean.page.getByRole("dialog");
  await jean.holds("Heures", "2");
  await jean.look("session-confirm");
  await jean.press("Confirmer la durée", dialog);
  await jean.reads("Vous avez confirmé 2 h.");
  await camille.open(stage.memory.session);
  await camille.reads(`${RESTOS} a confirmé 2 h.`);
  await camille.press("Indiquer une autre durée");
  dialog = camille.page.getByRole("dialog");
  await camille.type("Minutes", "75", dialog);
  await camille.press("Confirmer la durée", dialog);
  await camille.reads(/nombre/, dialog);
  await camille.type("Minutes", "15", dialog);
  await camille.press("Confirmer la durée", dialog);
  await camille.reads("Séance : À régler ensemble");
  await camille.look("session-to-settle");
}

async function jeanSettles(stage) {
  const jean = stage.people["jean-wants-an-accountant"];
  await jean.open(stage.memory.session);
  await jean.reads(`${GROCERY} a indiqué 2 h 15.`);
  await jean.look("session-to-settle-phone");
  await jean.press("Confirmer : 2 h 15");
  await jean.reads("Séance : Faite");
  await jean.reads("Les deux associations ont confirmé 2 h 15.");
  await jean.look("session-done");
}

async function balances(stage) {
  const { "camille-helps": camille, "jean-wants-an-accountant": jean } = stage.people;
  await jean.open("/savoir-faire/heures");
  await jean.reads("Vous avez reçu 2 h 15 de plus que vous n'avez donné.");
  await jean.reads(`Reçu de ${GROCERY}`);
  await jean.look("hours-received");
  await camille.open("/savoir-faire/heures");
  await camille.reads("Vous avez donné 2 h 15 de plus que vous n'avez reçu.");
  await camille.reads(`Donné à ${RESTOS}`);
  await camille.look("hours-given");
}

async function camilleAsks(stage) {
  const camille = stage.people["camille-helps"];
  await camille.open("/savoir-faire/demander");
  await camille.arrives("Demander de l'aide");
  await camille.select("Domaine", "Froid (frigos, chambres froides)");
  await camille.type("En quelques mots", "Réparer la chambre froide");
  await camille.type("Combien d'heures, environ ?", "2,5");
  await camille.press("Publier la demande");
  await camille.reads("Demande publiée");
  await camille.reads("Environ 2 h 30");
  await camille.look("wish-own");
  await camille.open(stage.memory.skill);
  await camille.press("Mettre en pause");
  await camille.reads("En pause : les autres ne le voient pas");
  const jean = stage.people["jean-wants-an-accountant"];
  await jean.open("/savoir-faire");
  await jean.reads("Aucun savoir-faire ne correspond");
  await jean.follow("Recherchés", jean.page.locator("main"));
  await jean.reads("Réparer la chambre froide");
  await jean.look("skills-wanted");
  await jean.follow("Réparer la chambre froide");
  await jean.reads("Proposer votre aide");
  await jean.look("wish-of-others");
}
