// What an offer says about its food: label, allergens, a check after its best-before day; offers made from older ones.
import { dayFromToday, inOrder, weekdayFromToday } from "../harness/calendar.mjs";
import { words } from "../harness/words.mjs";
import { CAMILLE, PHONE } from "./cast.mjs";
import { logIn } from "./habits.mjs";

const BISCUITS = "Biscuits sablés, paquets de 200 g";
const BREAD = "Pain de la veille";
// Days so far ahead that the server publishes nothing in the middle of the story.
const BREAD_DAY = weekdayFromToday(3);
const OTHER_DAY = weekdayFromToday(5);
const POINTS = ["L'emballage est intact", "Le produit a été conservé", "Sa provenance"];

export const food = {
  name: "food",
  title: "What an offer says about its food",
  on: ["sqlite"],
  steps: [
    ["Camille publishes biscuits past their best-before day: a wrong digit and a missing check are said at their fields", refusedAtFields],
    ["With both mended it is published, and tells label, allergens and check", told],
    ["She changes what is said about allergens", edited],
    ["She looks at it once more: a check that fails is recorded, then one that passes", checkedAgain],
    ["She freezes it: the limit is another one, and who froze it is told", frozen],
    ["She publishes it again with other dates", copied],
    ["Every week, bread: planned once, seen with what comes next, paused and resumed", everyWeek],
    ["She changes it, lets a day pass and ends it", ended],
    ["She declares that her organisation redistributes in time", declared],
    ["Jean freezes on arrival what he has fetched", frozenOnArrival],
  ],
};

async function refusedAtFields(stage) {
  const camille = await stage.guest("camille-on-her-phone", PHONE);
  await camille.open("/offres/publier");
  await logIn(camille, CAMILLE);
  await camille.arrives("Publier un surplus");
  await camille.complete("Catégorie", "biscuit", "Biscuits");
  await camille.type("Intitulé", BISCUITS);
  await camille.type("Quantité", "20");
  await camille.pick("Date sur l'emballage", "DDM");
  await camille.type("À consommer de préférence avant le", dayFromToday(-3));
  await camille.pick("Quand peut-on venir ?", "demain, 9 h");
  await opensMore(camille);
  await camille.type("Nom du produit", "Sablés pur beurre");
  await camille.type("Code-barres", "3017620422004");
  await camille.pick("Allergènes", "Il y en a");
  await camille.press("Publier l'offre");
  await camille.reads("Ce code-barres n'est pas juste");
  await camille.reads("Cochez au moins un allergène");
  await camille.reads("Ce qui ne passe pas la vérification ne peut pas être donné.");
  await camille.look("publish-food-refused");
}

/** The rare questions stand behind one line. */
async function opensMore(person) {
  await person.page.locator("summary", { hasText: "Plus de précisions" }).click();
}

async function told({ people: { "camille-on-her-phone": camille } }) {
  await camille.reload();
  await camille.holds("Code-barres", "3017620422004");
  await camille.type("Code-barres", "3017620422003");
  for (const allergen of ["Gluten", "Lait", "Œufs"]) await camille.pick("Lesquels ?", allergen);
  for (const point of POINTS) await camille.pick("Qu'avez-vous vérifié ?", point);
  await camille.type("Note", "Un paquet ouvert, retiré.");
  await camille.look("publish-food");
  await camille.press("Publier l'offre");
  await camille.reads("Offre publiée");
  await camille.arrives(BISCUITS);
  await camille.reads("3017620422003");
  await camille.reads("Gluten (blé, seigle, orge…), Œufs, Lait");
  await camille.reads("Vérifié : peut être donné");
  await camille.reads("Un paquet ouvert, retiré.");
  await camille.look("offer-food");
}

async function edited({ people: { "camille-on-her-phone": camille } }) {
  await camille.follow("Modifier");
  await camille.arrives("Modifier l'offre");
  await camille.pick("Lesquels ?", "Lait");
  await camille.look("edit-food");
  await camille.press("Enregistrer");
  await camille.arrives(BISCUITS);
  await camille.reads("Gluten (blé, seigle, orge…), Œufs");
}

async function checkedAgain({ people: { "camille-on-her-phone": camille } }) {
  const dialog = camille.page.getByRole("dialog");
  await camille.press("Enregistrer une vérification");
  await camille.pick("Qu'avez-vous vérifié ?", "L'emballage est intact");
  await camille.reads("Tant que tout n'est pas coché", dialog);
  await camille.look("check");
  await camille.press("Enregistrer : ne peut pas être donné", dialog);
  await camille.reads("La DDM est passée : personne ne peut réserver ce produit avant votre vérification.");
  await camille.reads("Vérifié : ne peut pas être donné après la DDM");
  await camille.look("check-failed");
  await camille.press("Enregistrer une vérification");
  for (const point of POINTS) await camille.pick("Qu'avez-vous vérifié ?", point);
  await camille.press("Enregistrer : peut être donné", dialog);
  await camille.reads("Vérification enregistrée");
  await camille.page.getByText("La DDM est passée : personne").waitFor({ state: "detached" });
}

async function frozen({ people: { "camille-on-her-phone": camille } }) {
  const dialog = camille.page.getByRole("dialog");
  await camille.press("Noter la congélation");
  await camille.type("Congelé le", dayFromToday(1), dialog);
  camille.problems.expect(422);
  await camille.press("Enregistrer la congélation", dialog);
  await camille.reads("Ce jour n'est pas encore venu.", dialog);
  await camille.look("freeze-refused");
  await camille.type("Congelé le", dayFromToday(0), dialog);
  await camille.press("Enregistrer la congélation", dialog);
  await camille.reads("Congélation enregistrée");
  await camille.reads("Depuis, à consommer jusqu'au");
  await camille.look("offer-frozen");
}

async function copied({ people: { "camille-on-her-phone": camille } }) {
  await camille.follow("Publier à nouveau");
  await camille.arrives("Publier à nouveau");
  await camille.press("Publier l'offre");
  await camille.reads("À remplir.");
  await camille.look("copy-incomplete");
  await camille.type("Quantité", "12");
  await camille.pick("Date sur l'emballage", "DDM");
  await camille.type("À consommer de préférence avant le", dayFromToday(30));
  await camille.pick("Quand peut-on venir ?", "demain, 9 h");
  await camille.look("copy");
  await camille.press("Publier l'offre");
  await camille.reads("Offre publiée");
  await camille.arrives(BISCUITS);
  await camille.reads("disponibles sur 12 kg");
  await camille.reads("Sablés pur beurre");
}

async function everyWeek(stage) {
  const camille = stage.people["camille-on-her-phone"];
  await camille.open("/offres/publier");
  await camille.arrives("Publier un surplus");
  await camille.follow("Chaque semaine ?");
  await camille.arrives("Surplus réguliers");
  await camille.reads("Aucun surplus régulier");
  await camille.look("recurring-none");
  await camille.follow("Prévoir un surplus");
  await camille.arrives("Prévoir un surplus régulier");
  await camille.press("Prévoir ce surplus");
  await camille.reads("À remplir.");
  await camille.complete("Catégorie", "pain", "Pain");
  await camille.type("Intitulé", BREAD);
  await camille.type("Quantité", "15");
  await camille.pick("Date sur l'emballage", "Sans date");
  await camille.pick("Quels jours ?", BREAD_DAY);
  await camille.look("recurring-typed");
  await camille.press("Prévoir ce surplus");
  await camille.reads("Surplus régulier prévu");
  await camille.arrives(BREAD);
  await camille.reads(`Chaque ${BREAD_DAY}, 9 h – 12 h`);
  await camille.reads(`Prochain enlèvement : ${BREAD_DAY}`);
  await camille.press("Mettre en pause");
  await camille.reads("En pause : rien n'est publié.");
  await camille.look("recurring-paused");
  await camille.press("Reprendre");
  await camille.reads(`Prochain enlèvement : ${BREAD_DAY}`);
  await camille.look("recurring");
}

async function ended(stage) {
  const camille = stage.people["camille-on-her-phone"];
  await camille.follow("Modifier");
  await camille.arrives("Modifier le surplus régulier");
  await camille.type("Quantité", "18");
  await camille.pick("Quels jours ?", OTHER_DAY);
  await camille.look("recurring-edit");
  await camille.press("Enregistrer");
  await camille.arrives(BREAD);
  await camille.reads(`Chaque ${inOrder([BREAD_DAY, OTHER_DAY]).join(", ")}, 9 h – 12 h`);
  await camille.press("Sauter");
  await camille.reads("Ce jour sera sauté");
  await camille.press("Arrêter");
  await camille.look("recurring-end");
  await camille.press("Arrêter", camille.page.getByRole("dialog"));
  await camille.reads("Terminé : plus rien ne sera publié.");
  await camille.open("/offres/regulieres");
  await camille.reads("18 kg");
  await camille.look("recurring-list");
}

async function declared({ people: { "camille-on-her-phone": camille } }) {
  await camille.open("/organisation");
  const answer = camille.page.getByRole("switch", { name: words("Nous distribuons à temps") });
  await answer.click();
  await camille.reads("Déclaration enregistrée");
  await camille.reads(`Déclaré par ${CAMILLE.name}`);
  await camille.look("redistribution");
}

async function frozenOnArrival({ memory, people: { jean } }) {
  await jean.open(memory.claim);
  await jean.reads("Vous le congelez ?");
  await jean.press("Noter la congélation");
  await jean.type("Note", "En portions de 2 kg.", jean.page.getByRole("dialog"));
  await jean.press("Enregistrer la congélation", jean.page.getByRole("dialog"));
  await jean.reads("Congélation enregistrée");
  await jean.reads(/DLC de l.étiquette/);
  await jean.reads("En portions de 2 kg.");
  await jean.look("claim-frozen");
}
