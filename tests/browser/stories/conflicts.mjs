// Two people edit the same offer: the second one is told, and loses nothing of the first one's work.
import { YOGHURT } from "./giving.mjs";

const FIRST = "Yaourts nature et aux fruits";

export const conflicts = {
  name: "conflicts",
  title: "Two changes at the same time",
  on: ["sqlite"],
  steps: [
    ["The first change is saved, the second one refused", collide],
    ["After the latest version has come, the second change is saved on top of it", repeat],
  ],
};

async function collide(stage) {
  const { camille } = stage.people;
  const edit = `${stage.memory.offer}/modifier`;
  const tab = await camille.anotherTab();
  stage.memory.tab = tab;
  for (const page of [camille, tab]) {
    await page.open(edit);
    await page.arrives("Modifier l'offre");
  }
  await camille.look("edit");
  await camille.type("Intitulé", FIRST);
  await camille.press("Enregistrer");
  await camille.reads("Offre modifiée");
  await camille.arrives(FIRST);
  await tab.type("Remarques", "Quai accessible par l'arrière.");
  tab.problems.expect(412);
  await tab.press("Enregistrer");
  await tab.reads("Quelqu'un a modifié ces informations entre-temps.");
  await tab.look("edit-conflict");
}

async function repeat(stage) {
  const { tab } = stage.memory;
  await tab.press("Charger la dernière version");
  await tab.holds("Intitulé", FIRST);
  await tab.type("Remarques", "Quai accessible par l'arrière.");
  await tab.type("Intitulé", YOGHURT);
  await tab.press("Enregistrer");
  await tab.reads("Offre modifiée");
  await tab.reads("Quai accessible par l'arrière.");
  await tab.page.close();
}
