// Two people want the same last kilograms; the giver cannot keep every promise.
import { words } from "../harness/words.mjs";
import { DESK, GROCERY, NADIA } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { greeted, logIn, section } from "./habits.mjs";

/** What Jean takes while Nadia is still thinking, kg. */
const TAKEN = 20;
const REASON = "Déjà promis à une autre association";

export const racing = {
  name: "racing",
  title: "Others were faster",
  on: ["sqlite"],
  steps: [
    ["Nadia wants all that is left, but Jean was faster", tooLate],
    ["What is left then is hers at one tap", takesTheRest],
    ["Camille declines with a reason, and the quantity is free again", declined],
  ],
};

async function tooLate(stage) {
  const visitor = await stage.guest("visitor", DESK);
  await visitor.open(stage.memory.offer);
  await logIn(visitor, NADIA);
  await visitor.arrives(YOGHURT);
  stage.memory.left = Number(await visitor.page.getByRole("textbox", { name: "Quelle quantité ?" }).inputValue());
  const { jean } = stage.people;
  await jean.open(stage.memory.offer);
  await jean.type("Quelle quantité ?", String(TAKEN));
  await jean.press(`Réserver ${TAKEN} kg`);
  await jean.reads("Demande envoyée");
  visitor.problems.expect(409);
  await visitor.press(`Réserver ${stage.memory.left} kg`);
  await visitor.reads("D'autres ont été plus rapides");
  await visitor.reads(`Il reste ${stage.memory.left - TAKEN} kg.`);
  await visitor.look("claim-too-late");
}

async function takesTheRest(stage) {
  const { visitor } = stage.people;
  await visitor.press(`Réserver ${stage.memory.left - TAKEN} kg`, visitor.page.getByRole("alert"));
  await visitor.reads("Demande envoyée");
  await visitor.reads(`${GROCERY} doit répondre.`);
}

async function declined(stage) {
  const { camille, visitor } = stage.people;
  const rest = `${stage.memory.left - TAKEN} kg`;
  await camille.open("/aujourdhui");
  await greeted(camille);
  const claim = section(camille, "À répondre").getByRole("article").filter({ hasText: words(rest) });
  await camille.press("Décliner", claim);
  const dialog = camille.page.getByRole("dialog");
  await camille.press(REASON, dialog);
  await camille.holds("Motif", REASON);
  await camille.look("decline");
  await camille.press("Décliner", dialog);
  await camille.reads("Réservation : Déclinée");
  await visitor.reload();
  await visitor.reads(`${GROCERY} n'a pas pu accepter.`);
  await visitor.reads(`« ${REASON} »`);
  await visitor.look("claim-declined");
  await visitor.open(stage.memory.offer);
  await visitor.reads(rest, section(visitor, "Quantité restante"));
}
