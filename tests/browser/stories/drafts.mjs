// A publication that is interrupted goes on where it was left; an offer can be taken off the board.
import { DESK, NADIA } from "./cast.mjs";
import { logIn } from "./habits.mjs";

const BREAD = "Pains de la veille";

export const drafts = {
  name: "drafts",
  title: "An interrupted publication",
  on: ["sqlite"],
  steps: [
    ["What is missing is said beside its field", missing],
    ["What was typed is still there after a reload", resumed],
    ["Published and withdrawn, it is off the board", withdrawn],
  ],
};

async function missing(stage) {
  const visitor = await stage.guest("visitor", DESK);
  await visitor.open("/offres/publier");
  await logIn(visitor, NADIA);
  await visitor.arrives("Publier un surplus");
  await visitor.press("Publier l'offre");
  await visitor.reads("À remplir.");
  await visitor.look("publish-incomplete");
}

async function resumed({ people: { visitor } }) {
  await visitor.complete("Catégorie", "pain", "Pain");
  await visitor.type("Intitulé", BREAD);
  await visitor.type("Quantité", "12");
  await visitor.reload();
  await visitor.reads("Nous avons repris votre brouillon.");
  await visitor.holds("Intitulé", BREAD);
  await visitor.holds("Quantité", "12");
}

async function withdrawn({ people: { visitor } }) {
  await visitor.pick("Date sur l'emballage", "Sans date");
  await visitor.pick("Quand peut-on venir ?", "demain, 14 h");
  await visitor.press("Publier l'offre");
  await visitor.arrives(BREAD);
  await visitor.press("Retirer l'offre");
  await visitor.look("withdraw");
  await visitor.press("Retirer l'offre", visitor.page.getByRole("dialog"));
  await visitor.reads("Offre retirée");
  await visitor.open("/offres?pres=reseau&texte=pain");
  await visitor.reads("Aucune offre ne correspond pour l'instant");
}
