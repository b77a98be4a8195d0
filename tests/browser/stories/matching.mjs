// Nadia lacks ham; Camille publishes some and is shown the need with the reasons, dismisses it, takes that back and
// proposes it from her first page; Nadia is shown the offer from her side.
import { CAMILLE, DESK, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { until } from "../harness/waiting.mjs";
import { logIn, section } from "./habits.mjs";

const NEED = "Jambon pour la distribution de vendredi";
const OFFER = "Barquettes de jambon blanc";

export const matching = {
  name: "matching",
  title: "Who publishes is shown what fits, and why",
  on: ["sqlite", "postgres"],
  steps: [
    ["Nadia lacks 20 kg of ham, and nothing fits yet", nadiaNeedsHam],
    ["Camille publishes ham and is shown Nadia's need with the reasons", camilleIsShownTheNeed],
    ["She dismisses it in two taps, and shows it again", camilleDismisses],
    ["It stands on her first page too, and on Nadia's", bothFindItFirst],
    ["From there she proposes what is lacking", camilleProposes],
    ["Nadia is shown the offer for what is still lacking", nadiaIsShownTheOffer],
  ],
};

async function nadiaNeedsHam(stage) {
  const nadia = await stage.guest("nadia-who-lacks-ham", PHONE);
  await nadia.open("/besoins/publier");
  await logIn(nadia, NADIA);
  await nadia.arrives("Publier un besoin");
  await nadia.complete("Catégorie", "jambon", "Charcuterie");
  await nadia.type("Intitulé", NEED);
  await nadia.type("Quantité", "20");
  await nadia.press("demain", nadia.page.getByRole("group", { name: "Dates proches" }));
  await nadia.press("Publier le besoin");
  await nadia.reads("Besoin publié");
  await nadia.arrives(NEED);
  await nadia.reads("Aucune offre ne convient pour l'instant", section(nadia, "Offres qui conviennent à ce besoin"));
  stage.memory.ham = new URL(nadia.page.url()).pathname;
}

async function camilleIsShownTheNeed(stage) {
  const camille = await stage.guest("camille-who-has-ham", DESK);
  await camille.open("/offres/publier");
  await logIn(camille, CAMILLE);
  await camille.arrives("Publier un surplus");
  await camille.complete("Catégorie", "jambon", "Charcuterie");
  await camille.type("Intitulé", OFFER);
  await camille.type("Quantité", "50");
  await camille.pick("Date sur l'emballage", "Sans date");
  await camille.pick("Quand peut-on venir ?", "demain, 9 h");
  await camille.press("Publier l'offre");
  await camille.reads("Offre publiée");
  await camille.arrives(OFFER);
  const fitting = section(camille, "Besoins qui vont bien avec cette offre");
  await camille.reads(NEED, fitting);
  await camille.reads(RESTOS, fitting);
  await camille.reads("C'est le type de produit demandé", fitting);
  await camille.reads("Tout ce qui manque serait couvert : 20 kg", fitting);
  await camille.reads("À 15 km à vol d'oiseau", fitting);
  await camille.reads("Conservation assurée à l'arrivée : Frais", fitting);
  await camille.look("matches-of-an-offer");
}

async function camilleDismisses(stage) {
  const camille = stage.people["camille-who-has-ham"];
  const fitting = section(camille, "Besoins qui vont bien avec cette offre");
  await camille.press(`Pas celui-ci : ${NEED}`, fitting);
  await camille.look("match-why-not");
  await camille.press("Pas à ce moment-là", fitting);
  await camille.reads("Aucun besoin ne correspond pour l'instant", fitting);
  await camille.look("match-dismissed");
  await camille.press("Annuler", fitting);
  await camille.reads(NEED, fitting);
}

async function bothFindItFirst(stage) {
  const { "camille-who-has-ham": camille, "nadia-who-lacks-ham": nadia } = stage.people;
  await nadia.open("/aujourdhui");
  const fitting = section(nadia, "Ce qui va ensemble");
  await nadia.reads(OFFER, fitting);
  await nadia.reads(`Pour votre besoin : ${NEED}`, fitting);
  await nadia.look("today-matches");
  await camille.open("/aujourdhui");
  await camille.reads(`Pour votre offre : ${OFFER}`, section(camille, "Ce qui va ensemble"));
  await camille.look("today-matches-desk");
}

async function camilleProposes(stage) {
  const camille = stage.people["camille-who-has-ham"];
  const card = section(camille, "Ce qui va ensemble").getByRole("article", { name: NEED });
  await camille.follow("Proposer 20 kg", card);
  await camille.arrives(NEED);
  await camille.reads("Proposer 20 kg");
  await camille.type("Quelle quantité ?", "15");
  await camille.press("Proposer 15 kg");
  await camille.reads("Proposition envoyée");
}

async function nadiaIsShownTheOffer(stage) {
  const nadia = stage.people["nadia-who-lacks-ham"];
  await nadia.open(stage.memory.ham);
  await nadia.arrives(NEED);
  const fitting = section(nadia, "Offres qui conviennent à ce besoin");
  await nadia.reads(OFFER, fitting);
  await nadia.reads("Tout ce qui manque serait couvert : 5 kg", fitting);
  await nadia.look("matches-of-a-need");
  await nadia.follow("Voir pour réserver 5 kg", fitting);
  await nadia.arrives(OFFER);
  // The form knows what it is for.
  await nadia.holds("Quelle quantité ?", "5");
  const chosen = nadia.page.getByRole("combobox", { name: /^Pour quel besoin/ }).locator("option:checked");
  await until("the need is chosen", async () => (await chosen.innerText()).includes(NEED));
  await nadia.look("claim-for-a-match");
  await nadia.press("Réserver 5 kg");
  await nadia.reads("Demande envoyée");
}
