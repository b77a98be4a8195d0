// What an offer says about its food: label, allergens, a check after its best-before day; offers made from older ones.
import { dayFromToday } from "../harness/calendar.mjs";
import { CAMILLE, PHONE } from "./cast.mjs";
import { logIn, section } from "./habits.mjs";

const BISCUITS = "Biscuits sablés, paquets de 200 g";

export const food = {
  name: "food",
  title: "What an offer says about its food",
  on: ["sqlite"],
  steps: [
    ["Camille publishes biscuits past their best-before day: a wrong digit and a missing check are said at their fields", refusedAtFields],
    ["With both mended it is published, and tells label, allergens and check", told],
    ["She changes what is said about allergens", edited],
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
  for (const point of ["L'emballage est intact", "Le produit a été conservé", "Sa provenance"]) {
    await camille.pick("Qu'avez-vous vérifié ?", point);
  }
  await camille.type("Note", "Un paquet ouvert, retiré.");
  await camille.look("publish-food");
  await camille.press("Publier l'offre");
  await camille.reads("Offre publiée");
  await camille.arrives(BISCUITS);
  const facts = section(camille, "Le produit");
  await camille.reads("3017620422003", facts);
  await camille.reads("Gluten (blé, seigle, orge…), Œufs, Lait", facts);
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
