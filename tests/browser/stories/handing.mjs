// The hand-over: Jean collects with the code that Camille shows, and counts it in at home.
import { GROCERY, RESTOS } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { section, seesToday } from "./habits.mjs";

const FIGURES = "Ce que vous avez fait bouger";

export const handing = {
  name: "handing",
  title: "The surplus changes hands",
  on: ["sqlite", "postgres"],
  steps: [
    ["Jean types a wrong code and is told so", jeanMistypes],
    ["Jean collects with Camille's code, at 4 °C", jeanCollects],
    ["Jean counts 40 kg in", jeanReceives],
    ["Both see the whole way of the claim", bothSeeTheWay],
    ["Libourne has given 40 kg, Coutras has received 40 kg", figuresHaveMoved],
  ],
};

async function jeanMistypes(stage) {
  const { camille, jean } = stage.people;
  await camille.open(stage.memory.claim);
  await camille.reads("Montrez ce code à la personne qui vient chercher");
  const shown = await camille.page.locator(".handover-code").innerText();
  stage.memory.code = shown.replaceAll(/\s/g, "");
  await seesToday(jean);
  const toCollect = section(jean, "À retirer");
  await jean.reads("Épicerie de Libourne", toCollect);
  await jean.press("Confirmer l'enlèvement", toCollect);
  const dialog = jean.page.getByRole("dialog");
  await jean.type("Code de remise", otherThan(stage.memory.code), dialog);
  await jean.type("Température du produit", "4,0", dialog);
  jean.problems.expect(409);
  await jean.press("J'emporte les produits", dialog);
  await jean.reads("Ce code n'est pas le bon. Essais restants : 4", dialog);
  await jean.look("collect-wrong-code");
}

async function jeanCollects(stage) {
  const { jean } = stage.people;
  const dialog = jean.page.getByRole("dialog");
  await jean.type("Code de remise", stage.memory.code, dialog);
  await jean.press("J'emporte les produits", dialog);
  await jean.reads("Réservation : Enlevée");
  await jean.reads(YOGHURT, section(jean, "À réceptionner"));
  await jean.look("today-to-receive");
}

async function jeanReceives({ people: { jean } }) {
  await jean.press("Confirmer la réception", section(jean, "À réceptionner"));
  const dialog = jean.page.getByRole("dialog");
  await jean.reads("40 kg ont été emportés.", dialog);
  await jean.look("receive");
  await jean.press("Confirmer la réception", dialog);
  await jean.reads("Réservation : Reçue");
  await jean.reads("Rien ne vous attend");
}

async function bothSeeTheWay(stage) {
  const { camille, jean } = stage.people;
  const sentences = [
    [camille, `${RESTOS} a bien reçu 40 kg. Merci !`],
    [jean, `Bien arrivé : 40 kg. Merci à ${GROCERY}, c'est terminé.`],
  ];
  for (const [person, sentence] of sentences) {
    await person.open(stage.memory.claim);
    await person.reads(sentence);
    const way = person.page.getByRole("list").filter({ hasText: "Demandée" }).filter({ hasText: "Reçue" });
    for (const state of ["Demandée", "Acceptée", "Prête", "Enlevée", "Reçue"]) await person.reads(state, way);
    await person.reads("4 °C à la remise", way);
    await person.look(`claim-received-${person.name}`);
  }
}

async function figuresHaveMoved({ people: { camille, jean } }) {
  for (const [person, figure] of [[camille, "Donné en 28 jours"], [jean, "Reçu en 28 jours"]]) {
    await seesToday(person);
    const figures = section(person, FIGURES).locator(".figure", { hasText: figure });
    await person.reads("40 kg depuis le début", figures);
    await person.look(`today-figures-${person.name}`);
  }
}

/** A code of the same form that is not this one. */
function otherThan(code) {
  return code.replace(/^./, (digit) => String((Number(digit) + 1) % 10));
}
