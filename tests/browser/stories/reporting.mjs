// Jean reports a problem with a hand-over. The administrator reads it and answers; Camille, whom it is about, sees nothing
// of it, but how many promises her association has kept.
import { ADMINISTRATOR, CAMILLE, DESK, GROCERY, JEAN, PHONE, RESTOS } from "./cast.mjs";
import { tabTo } from "../harness/keys.mjs";
import { beginning } from "../harness/words.mjs";
import { logIn } from "./habits.mjs";

const WHAT = "Trois caisses étaient ouvertes, et personne ne voulait en parler.";
const ANSWER = "Nous avons appelé l'épicerie : les caisses seront fermées devant vous.";

export const reporting = {
  name: "reporting",
  title: "A problem is reported to the administrator and answered",
  on: ["sqlite"],
  steps: [
    ["Jean reports a problem from the claim's page; what is missing is said at its field, and typed without a mouse", jeanReports],
    ["The administrator gets a mail, reads the report and answers", administratorAnswers],
    ["Jean reads the answer in his mail and among his reports", jeanReads],
    ["Camille sees nothing of it", camilleSeesNothing],
    ["She reads how many of its promises her association has kept", camilleReadsWhatIsKept],
  ],
};

async function jeanReports(stage) {
  const jean = await stage.guest("jean-reports", PHONE);
  await jean.open(stage.memory.claim);
  await logIn(jean, JEAN);
  await jean.follow("Signaler un problème");
  await jean.arrives("Signaler un problème");
  await jean.reads(`${GROCERY} ne le verra pas`);
  await jean.press("Envoyer le signalement");
  await jean.reads("À remplir.");
  await jean.look("report-incomplete");
  // The rest without a mouse.
  const { keyboard } = jean.page;
  await tabTo(jean, jean.page.getByRole("radio", { name: beginning("Personne n'est venu") }));
  await keyboard.press("ArrowDown");
  await jean.page.getByRole("radio", { name: beginning("Des produits dangereux"), checked: true }).waitFor();
  await tabTo(jean, jean.page.getByRole("textbox", { name: beginning("Que s'est-il passé ?") }));
  await keyboard.type(WHAT);
  await jean.look("report-typed");
  await tabTo(jean, jean.page.getByRole("button", { name: beginning("Envoyer le signalement") }));
  await keyboard.press("Enter");
  await jean.reads("Signalement envoyé");
  await jean.arrives("Mes signalements");
  await jean.reads(WHAT);
  await jean.reads("En attente");
  await jean.look("reports-own");
}

async function administratorAnswers(stage) {
  const mail = await stage.installation.mailTo(ADMINISTRATOR.email, /Signalement/);
  for (const part of [JEAN.email, RESTOS, WHAT]) {
    if (!mail.includes(part)) throw new Error(`the mail does not say "${part}": ${mail}`);
  }
  const ines = await stage.guest("ines-reads-reports", DESK);
  await ines.open("/administration");
  await logIn(ines, ADMINISTRATOR);
  await ines.arrives("Admissions");
  await ines.follow("Signalements", ines.page.locator("main"));
  await ines.arrives("Signalements");
  await ines.reads(WHAT);
  await ines.reads(JEAN.name, ines.page.locator("main"));
  await ines.look("reports");
  await ines.press(`Répondre et clore : ${GROCERY}`);
  const dialog = ines.page.getByRole("dialog");
  await ines.select("Quelle suite ?", "Nous avons aidé à régler la situation");
  await ines.type("Votre réponse", ANSWER, dialog);
  await ines.look("report-close");
  await ines.press("Répondre et clore", dialog);
  await ines.reads("Aucun signalement en attente");
  await ines.pick("État", "Traité");
  await ines.reads(ANSWER);
  await ines.look("reports-closed");
}

async function jeanReads(stage) {
  const mail = await stage.installation.mailTo(JEAN.email, /signalement a été traité/);
  if (!mail.includes("les caisses seront fermées devant vous")) throw new Error(`the mail has no answer: ${mail}`);
  const jean = stage.people["jean-reports"];
  await jean.open("/compte");
  await jean.arrives("Mon compte");
  await jean.follow("Mes signalements");
  await jean.arrives("Mes signalements");
  await jean.reads("Nous avons aidé à régler la situation");
  await jean.reads(ANSWER);
  await jean.look("report-answered");
}

async function camilleSeesNothing(stage) {
  const camille = await stage.guest("camille-who-is-reported", DESK);
  await camille.open("/signalements");
  await logIn(camille, CAMILLE);
  await camille.arrives("Mes signalements");
  await camille.reads("Vous n'avez rien signalé");
  await camille.look("reports-none");
}

async function camilleReadsWhatIsKept(stage) {
  const camille = stage.people["camille-who-is-reported"];
  await camille.open("/organisation");
  await camille.arrives(GROCERY);
  const kept = camille.page.getByRole("listitem").filter({ hasText: "Réservations données" });
  await kept.getByText(/tenue?s? sur/).waitFor();
  await kept.scrollIntoViewIfNeeded();
  await camille.look("kept-promises");
}
