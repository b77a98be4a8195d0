// Camille proposes a surplus to her regular partner first. Nadia answers from her mail, on a phone without log-in; Marc's
// association waits for its turn, and gets it when Camille opens another offer to all.
import { until } from "../harness/waiting.mjs";
import { words } from "../harness/words.mjs";
import { BARE_PHONE, CAMILLE, DESK, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { administrator, admit, greeted, logIn, register } from "./habits.mjs";

const FIRST = "Soupes de légumes";
const SECOND = "Compotes de pommes";
const OTHER = "Entraide de Bordeaux";
const MARTHE = { name: "Marthe Olivier", email: "marthe@entraide.example.org", password: "roseau cuivre bougie" };

export const answering = {
  name: "answering",
  title: "A partner is asked first and answers from a mail, without logging in",
  on: ["sqlite"],
  steps: [
    ["Another association joins", anotherJoins],
    ["Nadia says what her site takes, and wants mails at any hour", nadiaDeclares],
    ["Camille names a partner of her site", camilleNames],
    ["Camille publishes to her partner first", camillePublishes],
    ["Marthe sees that it is not her turn yet", martheWaits],
    ["Nadia opens the mail's link without logging in, and takes 20 portions", nadiaAnswers],
    ["Camille sees the claim", camilleSees],
    ["The link answers once, and says so kindly; one that was never sent too", linkIsUsedUp],
    ["Camille opens a second offer to all, and Marthe can claim it", camilleOpens],
  ],
};

async function anotherJoins(stage) {
  const marthe = await stage.guest("marthe", PHONE);
  await register(marthe, { organisation: OTHER, kind: "Association", activity: "Des colis.", coordinator: MARTHE });
  await admit(await administrator(stage, "ines-who-admits"), OTHER);
  await marthe.press("Vérifier maintenant");
  await greeted(marthe);
  await marthe.open("/organisation/sites/nouveau");
  await marthe.arrives("Nouveau site");
  await marthe.type("Nom du site", "Local de Bordeaux");
  await marthe.select("Usage", "Point de distribution");
  await marthe.complete("Commune", "borde", "Bordeaux");
  await marthe.type("Sec", "500");
  await marthe.type("Frais (0 à 8 °C)", "100");
  await marthe.press("Ajouter un site");
  await marthe.reads("Local de Bordeaux");
}

async function nadiaDeclares(stage) {
  const nadia = await stage.guest("nadia-who-declares", PHONE);
  await nadia.open("/compte");
  await logIn(nadia, NADIA);
  await nadia.arrives("Mon compte");
  await nadia.select("Aucun e-mail à partir de", "7 h");
  const form = nadia.page.locator("form", { hasText: "Aucun e-mail" });
  await nadia.type("Portable pour les SMS", "06 11");
  await nadia.press("Enregistrer", form);
  await nadia.reads("Numéro de téléphone incomplet", form);
  await nadia.look("sms-incomplete");
  await nadia.type("Portable pour les SMS", "06 11 22 33 44");
  await nadia.press("Enregistrer", form);
  await nadia.reads("Vos choix sont enregistrés");
  await nadia.open("/organisation");
  await nadia.arrives(RESTOS);
  await nadia.follow("Antenne de Coutras");
  await nadia.arrives("Antenne de Coutras");
  await nadia.reads("Ce que ce site accepte");
  await nadia.type("Pas moins de (kg)", "5");
  await nadia.type("Pas plus loin que (km)", "40");
  await nadia.look("acceptance");
  await nadia.press("Enregistrer ces critères");
  await nadia.reads("Critères enregistrés");
  await nadia.reload();
  await nadia.holds("Pas moins de (kg)", "5");
}

async function camilleNames(stage) {
  const camille = await stage.guest("camille-who-has-partners", DESK);
  await camille.open("/organisation");
  await logIn(camille, CAMILLE);
  await camille.follow("Épicerie de Libourne");
  await camille.arrives("Épicerie de Libourne");
  await camille.complete("Ajouter un partenaire", "restos", RESTOS);
  await camille.reads("Partenaires enregistrés");
  await camille.page.getByRole("button", { name: `Retirer ${RESTOS}` }).waitFor();
  await camille.look("partners");
}

async function publish(camille, title) {
  await camille.open("/offres/publier");
  await camille.arrives("Publier un surplus");
  await camille.complete("Catégorie", "plats cuis", "Plats cuisinés");
  await camille.type("Intitulé", title);
  await camille.type("Quantité", "60");
  await camille.pick("Date sur l'emballage", "Sans date");
  await camille.pick("Quand peut-on venir ?", "demain, 9 h");
  await camille.pick("À qui proposer d'abord ?", "À nos partenaires habituels d'abord");
}

async function camillePublishes(stage) {
  const camille = stage.people["camille-who-has-partners"];
  await publish(camille, FIRST);
  await camille.look("publish-first");
  await camille.press("Publier l'offre");
  await camille.arrives(FIRST);
  stage.memory.first = new URL(camille.page.url()).pathname;
  await until("the partner was called", async () => {
    await camille.reload();
    await camille.arrives(FIRST);
    return (await camille.page.getByText("pas encore de réponse").count()) > 0;
  });
  await camille.reads("ceux que vous avez voulu servir d'abord");
  if ((await camille.page.getByText("Besoins qui vont bien avec cette offre").count()) > 0) {
    throw new Error("what cannot be proposed yet is proposed");
  }
  await camille.look("cascade-giver");
}

async function martheWaits(stage) {
  const { marthe } = stage.people;
  await marthe.open(stage.memory.first);
  await marthe.arrives(FIRST);
  await marthe.reads("Ce n'est pas encore votre tour");
  await marthe.reads(`Réservée d'abord à ${RESTOS}`);
  await marthe.look("cascade-not-yet");
}

async function nadiaAnswers(stage) {
  const mail = await stage.installation.mailTo(NADIA.email, new RegExp(FIRST));
  [stage.memory.link] = mail.match(/http\S+\/repondre\/[\w-]+/);
  const sms = await stage.installation.smsTo("0611223344");
  if (!sms.includes(FIRST) || !sms.endsWith(` ${stage.memory.link}`)) throw new Error(`the SMS lacks the mail's link: ${sms}`);
  const nadia = await stage.guest("nadia-without-log-in", BARE_PHONE);
  await nadia.open(stage.memory.link);
  await nadia.arrives(FIRST);
  await nadia.reads(`voici ce qui est proposé à ${RESTOS}`);
  await nadia.look("answer");
  await nadia.type("Combien en prenez-vous ?", "20");
  await nadia.press("Oui, nous prenons 20 portions");
  await nadia.reads("C'est noté : vous souhaitez 20 portions");
  await nadia.look("answer-done");
}

async function camilleSees(stage) {
  const camille = stage.people["camille-who-has-partners"];
  await until("the claim is there", async () => {
    await camille.open(stage.memory.first);
    await camille.arrives(FIRST);
    return (await camille.page.getByRole("button", { name: "Accepter" }).count()) > 0;
  });
  await camille.reads("20 portions");
  await camille.look("cascade-decided");
}

async function linkIsUsedUp(stage) {
  const nadia = stage.people["nadia-without-log-in"];
  nadia.problems.expect(409);
  await nadia.open(stage.memory.link);
  await nadia.reads("Vous avez déjà répondu oui");
  await nadia.look("answer-used");
  nadia.problems.expect(404);
  await nadia.open("/repondre/inconnu");
  await nadia.reads("Ce lien ne mène nulle part");
}

async function camilleOpens(stage) {
  const { marthe, "camille-who-has-partners": camille } = stage.people;
  await publish(camille, SECOND);
  await camille.press("Publier l'offre");
  await camille.arrives(SECOND);
  const offer = new URL(camille.page.url()).pathname;
  await camille.press("Ouvrir à tous maintenant");
  await camille.press("Ouvrir à tous maintenant", camille.page.getByRole("dialog"));
  await camille.reads("L'offre s'ouvre à tous dans un instant");
  await until("it is open", async () => {
    await marthe.open(offer);
    await marthe.arrives(SECOND);
    return (await marthe.page.getByLabel(words("Quelle quantité ?")).count()) > 0;
  });
  await marthe.type("Quelle quantité ?", "15");
  await marthe.press("Réserver 15 portions");
  await marthe.reads("Demande envoyée");
}
