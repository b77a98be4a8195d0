// Camille has 120 kg of yoghurt to give; Jean finds it on his phone.
import { dayFromToday } from "../harness/calendar.mjs";
import { words } from "../harness/words.mjs";

/** Longest time from "publish" in the navigation to the published offer, ms; typing people need more than a script. */
const SOON = 30_000;

export const YOGHURT = "Yaourts nature, pots de 125 g";

export const giving = {
  name: "giving",
  title: "A surplus is published and found",
  on: ["sqlite", "postgres"],
  steps: [
    ["Camille has nothing on the board yet", boardIsEmpty],
    ["Camille publishes 120 kg of yoghurt in less than 30 seconds", camillePublishes],
    ["Jean finds it on the board, near Coutras, by the word yaourt", jeanFinds],
    ["The map shows it where it is, and leads to it", mapShows],
  ],
};

async function boardIsEmpty({ people: { camille } }) {
  await camille.follow("Offres");
  await camille.arrives("Offres");
  await camille.reads("Aucune offre ne correspond pour l'instant");
  await camille.look("board-empty");
  await camille.pick("De qui sont les offres", "Les nôtres");
  await camille.reads("Vous n'avez encore rien publié");
}

async function camillePublishes(stage) {
  const { camille } = stage.people;
  const started = Date.now();
  await camille.follow("Publier");
  await camille.arrives("Publier un surplus");
  await camille.complete("Catégorie", "yaour", "Yaourts");
  await camille.type("Intitulé", YOGHURT);
  await camille.type("Quantité", "120");
  await camille.type("À consommer jusqu'au", dayFromToday(2));
  for (const window of ["demain, 9 h", "demain, 14 h"]) await camille.pick("Quand peut-on venir ?", window);
  const typed = Date.now();
  await camille.look("publish");
  const looked = Date.now() - typed;
  await camille.press("Publier l'offre");
  await camille.reads("Offre publiée");
  await camille.arrives(YOGHURT);
  const taken = Date.now() - started - looked;
  if (taken > SOON) throw new Error(`publishing took ${taken} ms`);
  stage.memory.offer = new URL(camille.page.url()).pathname;
  await camille.reads("120 kg");
  await camille.look("offer-own");
}

async function jeanFinds({ people: { jean } }) {
  await jean.open("/aujourdhui");
  await jean.reads(YOGHURT);
  await jean.look("today-near");
  await jean.follow("Offres");
  await jean.arrives("Offres");
  await jean.reads("Libourne, à 15 km");
  await jean.page.getByRole("searchbox", { name: words("Rechercher une offre") }).pressSequentially("yaourt");
  await jean.page.waitForURL(/texte=yaourt/);
  await jean.reads("1 offre");
  await jean.reads(YOGHURT);
  await jean.look("board-found");
}

async function mapShows({ people: { jean } }) {
  await jean.pick("Présentation", "Carte");
  const place = jean.page.getByRole("button", { name: words(`Libourne : ${YOGHURT}`) });
  await place.waitFor();
  await jean.look("board-map");
  await place.click();
  const panel = jean.page.locator(".map-panel");
  await jean.reads("Épicerie de Libourne", panel);
  await jean.follow(YOGHURT, panel);
  await jean.arrives(YOGHURT);
}
