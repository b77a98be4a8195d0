// Jean claims a part on his phone; Camille accepts and sets it aside.
import { GROCERY, RESTOS } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { section, seesToday } from "./habits.mjs";

export const claiming = {
  name: "claiming",
  title: "A part of the surplus is claimed",
  on: ["sqlite", "postgres"],
  steps: [
    ["Jean claims 40 kg for a planned hour", jeanClaims],
    ["Camille sees it among what waits for her answer, accepts, and sets it aside", camilleAnswers],
    ["Both see 80 kg left", bothSeeTheRest],
  ],
};

async function jeanClaims(stage) {
  const { jean } = stage.people;
  await jean.open(stage.memory.offer);
  await jean.arrives(YOGHURT);
  await jean.type("Quelle quantité ?", "40");
  await jean.select("Quand viendrez-vous ?", "demain à 9 h 30");
  await jean.type("Message", "Je viens en voiture, avec deux glacières.");
  await jean.look("claim-form");
  await jean.press("Réserver 40 kg");
  await jean.reads("Demande envoyée");
  await jean.reads(`${GROCERY} doit répondre.`);
  stage.memory.claim = new URL(jean.page.url()).pathname;
  await jean.look("claim-requested");
}

async function camilleAnswers(stage) {
  const { camille } = stage.people;
  await seesToday(camille);
  const waiting = section(camille, "À répondre");
  await camille.reads(RESTOS, waiting);
  await camille.reads("40 kg", waiting);
  await camille.reads("Je viens en voiture, avec deux glacières.", waiting);
  await camille.look("today-to-answer");
  await camille.press("Accepter", waiting);
  await camille.reads("Réservation : Acceptée");
  const toHandOver = section(camille, "À remettre");
  await camille.press("Marquer comme prête", toHandOver);
  await camille.reads("Réservation : Prête");
  await camille.look("today-to-hand-over");
  await camille.follow(YOGHURT, toHandOver);
  await camille.reads("Tout est prêt.");
  await camille.look("claim-ready");
}

async function bothSeeTheRest(stage) {
  for (const person of [stage.people.camille, stage.people.jean]) {
    await person.open(stage.memory.offer);
    await person.arrives(YOGHURT);
    await person.reads("80 kg", section(person, "Quantité restante"));
    await person.reads("disponibles sur 120 kg", section(person, "Quantité restante"));
    await person.look(`offer-with-claim-${person.name}`);
  }
}
