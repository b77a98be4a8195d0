// Two people edit the same offer: what each has changed is kept, and what both have changed is asked.
import { YOGHURT } from "./giving.mjs";

const FIRST = "Yaourts nature et aux fruits";
const SECOND = "Yaourts de la ferme";
const REMARKS = "Quai accessible par l'arrière.";

export const conflicts = {
  name: "conflicts",
  title: "Two changes at the same time",
  on: ["sqlite"],
  steps: [
    ["One changes the title, the other the remarks: the second is told, and sees both", collide],
    ["Saved again, both changes stand", bothStand],
    ["Both change the title: the second is asked which of the two, and has to answer", bothChange],
    ["The answer is saved", answers],
  ],
};

async function collide(stage) {
  const { camille } = stage.people;
  const tab = await camille.anotherTab();
  stage.memory.tab = tab;
  await openBoth(stage);
  await camille.look("edit");
  await save(camille, "Intitulé", FIRST);
  await camille.arrives(FIRST);
  await tab.type("Remarques", REMARKS);
  tab.problems.expect(412);
  await tab.press("Enregistrer");
  await tab.reads("Quelqu'un a modifié cette page pendant que vous la modifiiez.");
  await tab.reads("Ajouté d'après l'autre personne : Intitulé.");
  await tab.holds("Intitulé", FIRST);
  await tab.holds("Remarques", REMARKS);
  await tab.look("edit-merged");
}

async function bothStand({ memory: { tab } }) {
  await tab.press("Enregistrer");
  await tab.arrives(FIRST);
  await tab.reads(REMARKS);
}

async function bothChange(stage) {
  const { people: { camille }, memory: { tab } } = stage;
  await openBoth(stage);
  await save(camille, "Intitulé", SECOND);
  await tab.type("Intitulé", YOGHURT);
  tab.problems.expect(412);
  await tab.press("Enregistrer");
  await tab.reads("Vous avez tous deux changé : Intitulé.");
  await tab.holds("Intitulé", YOGHURT);
  await tab.press("Enregistrer");
  await tab.reads("Choisissez ci-dessous laquelle des deux réponses garder.");
  await tab.look("edit-clash");
}

async function answers({ memory: { tab } }) {
  await tab.pick("Intitulé : quelqu'un d'autre l'a aussi changé", "Prendre le leur");
  await tab.holds("Intitulé", SECOND);
  await tab.pick("Intitulé : quelqu'un d'autre l'a aussi changé", "Garder le mien");
  await tab.holds("Intitulé", YOGHURT);
  await tab.press("Enregistrer");
  await tab.arrives(YOGHURT);
  await tab.page.close();
}

async function openBoth({ people: { camille }, memory: { tab, offer } }) {
  for (const page of [camille, tab]) {
    await page.open(`${offer}/modifier`);
    await page.arrives("Modifier l'offre");
  }
}

async function save(person, field, text) {
  await person.type(field, text);
  await person.press("Enregistrer");
  await person.reads("Offre modifiée");
}
