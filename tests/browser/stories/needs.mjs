// Nadia's site lacks milk; Camille finds the need, publishes milk for it and proposes a part; Nadia accepts.
import { CAMILLE, DESK, GROCERY, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { logIn, section, seesToday } from "./habits.mjs";

/** Longest time from the empty form to the published need, ms; typing people need more than a script. */
const SOON = 30_000;

const MILK = "Lait pour les familles du mardi";
const VEGETABLES = "Légumes de chaque semaine";
const GIFT = "Lait demi-écrémé, briques d'un litre";

export const needs = {
  name: "needs",
  title: "What a site lacks is found and answered",
  on: ["sqlite"],
  steps: [
    ["Nadia has said nothing yet; what is missing is said beside its field", nothingYet],
    ["Nadia says in 30 seconds that she urgently lacks 30 kg of milk, after a reload that keeps her draft", nadiaNeedsMilk],
    ["She needs vegetables for 40 people every week", nadiaNeedsVegetables],
    ["Camille sees what is urgent on her first page", camilleSeesUrgent],
    ["She finds it on the board of needs by filters that stand in the address", camilleFinds],
    ["She publishes milk for it, from the need's category", camillePublishes],
    ["She proposes 20 litres of it", camilleProposes],
    ["Nadia is asked on her first page and accepts on the need's own", nadiaAccepts],
    ["Both see it partly fulfilled", partlyFulfilled],
    ["Nadia claims more of it for the same need", nadiaClaims],
    ["Nadia changes the weekly need and stops it", nadiaStops],
  ],
};

async function nothingYet(stage) {
  const nadia = await stage.guest("nadia-on-her-phone", PHONE);
  await nadia.open("/besoins?de=nous");
  await logIn(nadia, NADIA);
  await nadia.arrives("Besoins");
  await nadia.reads("Vous n'avez encore publié aucun besoin");
  await nadia.look("needs-none");
  await nadia.follow("Publier un besoin", nadia.page.locator("main"));
  await nadia.arrives("Publier un besoin");
  await nadia.press("Publier le besoin");
  await nadia.reads("À remplir.");
  await nadia.look("need-incomplete");
}

async function nadiaNeedsMilk(stage) {
  const nadia = stage.people["nadia-on-her-phone"];
  const started = Date.now();
  await nadia.complete("Catégorie", "lait uht", "Lait UHT");
  await nadia.type("Intitulé", MILK);
  await nadia.type("Quantité", "30");
  await nadia.reload();
  await nadia.reads("Nous avons repris votre brouillon.");
  await nadia.holds("Intitulé", MILK);
  await nadia.press("demain", nadia.page.getByRole("group", { name: "Dates proches" }));
  await nadia.pick("Est-ce urgent ?", "Oui");
  const typed = Date.now();
  await nadia.look("need-typed");
  const looked = Date.now() - typed;
  await nadia.press("Publier le besoin");
  await nadia.reads("Besoin publié");
  await nadia.arrives(MILK);
  const taken = Date.now() - started - looked;
  if (taken > SOON) throw new Error(`publishing took ${taken} ms`);
  stage.memory.need = new URL(nadia.page.url()).pathname;
  await nadia.reads("30 kg", section(nadia, "Ce qui manque encore"));
  await nadia.reads("Pas encore de réponse");
  await nadia.look("need-own");
}

async function nadiaNeedsVegetables(stage) {
  const nadia = stage.people["nadia-on-her-phone"];
  await nadia.open("/besoins/publier");
  await nadia.complete("Catégorie", "légum", "Fruits et légumes");
  await nadia.type("Intitulé", VEGETABLES);
  await nadia.pick("Compter", "En personnes");
  await nadia.type("Pour combien de personnes ?", "40");
  await nadia.reads("Soit environ 112 kg pour une semaine.");
  await nadia.pick("À quelle fréquence ?", "Chaque semaine");
  await nadia.select("Quel jour ?", "vendredi");
  await nadia.look("need-weekly-typed");
  await nadia.press("Publier le besoin");
  await nadia.arrives(VEGETABLES);
  await nadia.reads("Chaque vendredi avant 12 h");
  await nadia.reads("La première semaine n'est pas encore terminée.");
  await nadia.look("need-weekly");
  stage.memory.weekly = new URL(nadia.page.url()).pathname;
}

async function camilleSeesUrgent(stage) {
  const camille = await stage.guest("camille-at-her-desk", DESK);
  await camille.open("/aujourdhui");
  await logIn(camille, CAMILLE);
  const urgent = section(camille, "Besoins urgents près de vous");
  await camille.reads(MILK, urgent);
  await camille.look("today-urgent-needs");
  await camille.follow("Tous les besoins", urgent);
  await camille.arrives("Besoins");
}

async function camilleFinds(stage) {
  const camille = stage.people["camille-at-her-desk"];
  await camille.reads("2 besoins");
  await camille.reads("Coutras, à 15 km");
  await camille.look("needs-board");
  await camille.select("Lesquels", "Urgents");
  await camille.page.waitForURL(/besoins=urgents/);
  await camille.reads("1 besoin");
  await camille.reload();
  await camille.reads(MILK);
  await camille.pick("Conservation", "Surgelé");
  await camille.reads("Aucun besoin ne correspond pour l'instant");
  await camille.look("needs-nothing-found");
  await camille.press("Retirer le filtre : Surgelé");
  await camille.follow(MILK, camille.page.locator("main"));
  await camille.arrives(MILK);
}

async function camillePublishes(stage) {
  const camille = stage.people["camille-at-her-desk"];
  await camille.follow("Publier une offre pour ce besoin");
  await camille.arrives("Publier un surplus");
  await camille.holds("Intitulé", "Lait UHT et laits végétaux");
  await camille.type("Intitulé", GIFT);
  await camille.type("Quantité", "60");
  await camille.pick("Date sur l'emballage", "Sans date");
  await camille.pick("Quand peut-on venir ?", "demain, 9 h");
  await camille.press("Publier l'offre");
  await camille.reads("Offre publiée");
  await camille.arrives(MILK);
}

async function camilleProposes(stage) {
  const camille = stage.people["camille-at-her-desk"];
  await camille.reads("Proposer 30 litres");
  await camille.type("Quelle quantité ?", "20");
  await camille.type("Message", "Par packs de six.");
  await camille.look("need-answering");
  await camille.press("Proposer 20 litres");
  await camille.reads("Proposition envoyée");
  await camille.reads(`${RESTOS} doit répondre à votre proposition.`);
  await camille.look("proposal-sent");
}

async function nadiaAccepts(stage) {
  const nadia = stage.people["nadia-on-her-phone"];
  await seesToday(nadia);
  await nadia.reads(MILK, section(nadia, "Ce qui vous manque encore"));
  await nadia.reads(`Pour le besoin « ${MILK} »`, section(nadia, "À répondre"));
  await nadia.look("today-proposal");
  await nadia.follow(MILK, section(nadia, "Ce qui vous manque encore"));
  await nadia.arrives(MILK);
  const answers = section(nadia, "Ce qui y répond");
  await nadia.reads("Par packs de six.", answers);
  await nadia.look("need-answered");
  await nadia.press("Accepter", answers);
  await nadia.reads("Réservation : Acceptée");
}

async function partlyFulfilled(stage) {
  for (const person of [stage.people["nadia-on-her-phone"], stage.people["camille-at-her-desk"]]) {
    await person.open(stage.memory.need);
    await person.arrives(MILK);
    const summary = section(person, "Ce qui manque encore");
    await person.reads("10 kg", summary);
    await person.reads("à trouver sur 30 kg", summary);
    await person.reads("Promis : 20 kg. Arrivé : 0 kg.", summary);
    await person.look(`need-partly-${person.name}`);
  }
}

async function nadiaClaims(stage) {
  const nadia = stage.people["nadia-on-her-phone"];
  await nadia.open("/offres?pres=reseau&texte=briques");
  await nadia.follow(GIFT, nadia.page.locator(".board-list"));
  await nadia.arrives(GIFT);
  await nadia.type("Quelle quantité ?", "4");
  await nadia.select("Pour quel besoin ?", `${MILK} (il manque 10 kg)`);
  await nadia.look("claim-for-need");
  await nadia.press("Réserver 4 litres");
  await nadia.reads(`${GROCERY} doit répondre.`);
  await nadia.follow("Voir le besoin");
  await nadia.arrives(MILK);
  await nadia.reads("6 kg", section(nadia, "Ce qui manque encore"));
}

async function nadiaStops(stage) {
  const nadia = stage.people["nadia-on-her-phone"];
  await nadia.open(stage.memory.weekly);
  await nadia.follow("Modifier");
  await nadia.arrives("Modifier le besoin");
  await nadia.type("Pour combien de personnes ?", "50");
  await nadia.look("need-edit");
  await nadia.press("Enregistrer");
  await nadia.reads("Besoin modifié");
  await nadia.reads("140 kg, pour 50 personnes");
  await nadia.press("Arrêter le besoin");
  await nadia.look("need-stop");
  await nadia.press("Arrêter le besoin", nadia.page.getByRole("dialog"));
  await nadia.reads("Besoin retiré");
  await nadia.open("/besoins?pres=reseau");
  await nadia.reads("1 besoin");
}
