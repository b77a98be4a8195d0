// Jean asks about the yoghurt that he has claimed, Camille sees it unread and answers; the same about a van. What cannot be
// sent stays, and what was said too soon is taken back.
import { until } from "../harness/waiting.mjs";
import { dayFromToday } from "../harness/calendar.mjs";
import { CAMILLE, DESK, GROCERY, JEAN, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { logIn } from "./habits.mjs";

const RAMP = "Y a-t-il une rampe pour le diable ?";
const ANSWER = "Oui, à droite du quai 👍";
const HOSTILE = "<img src=x onerror=alert(1)> & <b>gras</b>";

export const conversations = {
  name: "conversations",
  title: "Two organisations write to each other",
  on: ["sqlite", "postgres"],
  steps: [
    ["Jean has no messages yet", nothingYet],
    ["He asks about his claim; what is empty is not sent, and what he types survives a reload", jeanAsks],
    ["Camille sees one unread message, reads it and answers with the keyboard", camilleAnswers],
    ["Jean hears of the answer while his page is open", jeanHears],
    ["Nadia, his colleague, reads all of it later", nadiaReads],
    ["Without network the message stays and is sent again; hostile text is text", sentAgain],
    ["What Jean said too soon is taken back", takenBack],
    ["They write about a van as well", aboutAVan],
  ],
};

async function nothingYet(stage) {
  const jean = await stage.guest("jean-asks", PHONE);
  await jean.open("/messages");
  await logIn(jean, JEAN);
  await jean.arrives("Messages");
  await jean.reads("Aucun message pour l'instant");
  await jean.look("messages-none");
}

async function jeanAsks(stage) {
  const jean = stage.people["jean-asks"];
  await jean.open(stage.memory.claim);
  await jean.arrives(YOGHURT);
  const talk = talkOf(jean);
  await jean.reads("Une question, une précision ?", talk);
  await jean.press("Envoyer", talk);
  await jean.reads("À remplir.", talk);
  await jean.look("conversation-empty");
  await jean.type("Votre message", RAMP);
  await jean.reload();
  await jean.holds("Votre message", RAMP);
  await jean.press("Envoyer", talk);
  await jean.reads(RAMP, talk.locator(".message:not(.message-waiting)"));
  await jean.holds("Votre message", "");
  await jean.look("conversation-asked");
}

async function camilleAnswers(stage) {
  const camille = await stage.guest("camille-answers", DESK);
  await camille.open("/aujourdhui");
  await logIn(camille, CAMILLE);
  await camille.arrives(/^Bon(jour|soir)\s/);
  const navigation = camille.page.getByRole("navigation");
  await navigation.getByRole("link", { name: /Messages.*1 message non lu/ }).click();
  await camille.arrives("Messages");
  await camille.reads(RAMP);
  await camille.reads("1 message non lu", camille.page.locator("main"));
  await camille.look("messages-unread");
  await camille.follow(RESTOS, camille.page.locator("main"));
  await camille.arrives(YOGHURT);
  const talk = talkOf(camille);
  await camille.reads(RAMP, talk);
  await until("nothing is unread", async () => (await navigation.locator(".count").count()) === 0);
  await camille.type("Votre message", ANSWER);
  await camille.page.getByRole("textbox", { name: "Votre message" }).press("Control+Enter");
  await camille.reads(ANSWER, talk.locator(".message-ours:not(.message-waiting)"));
  await camille.look("conversation-answered");
}

async function jeanHears(stage) {
  const jean = stage.people["jean-asks"];
  // Coming back to the page asks at once; otherwise it would within a quarter of a minute.
  await jean.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  const talk = talkOf(jean);
  await jean.reads(ANSWER, talk.locator(".message"));
  const heard = talk.getByRole("status");
  await until("the answer is announced", async () => (await heard.innerText()).includes(ANSWER));
  await jean.look("conversation-heard");
}

async function nadiaReads(stage) {
  const nadia = await stage.guest("nadia-reads", PHONE);
  await nadia.open("/messages");
  await logIn(nadia, NADIA);
  await nadia.arrives("Messages");
  await nadia.follow(GROCERY, nadia.page.locator("main"));
  await nadia.arrives(YOGHURT);
  const talk = talkOf(nadia);
  await nadia.reads(RAMP, talk);
  await nadia.reads(ANSWER, talk);
}

async function sentAgain(stage) {
  const jean = stage.people["jean-asks"];
  const talk = talkOf(jean);
  await jean.network(false);
  await jean.type("Votre message", HOSTILE);
  await jean.press("Envoyer", talk);
  await jean.reads("Pas envoyé", talk);
  await jean.look("conversation-unsent");
  await jean.network(true);
  await jean.press("Réessayer", talk);
  await jean.reads(HOSTILE, talk.locator(".message-ours:not(.message-waiting)"));
  if ((await talk.locator(".message img, .message b").count()) > 0) throw new Error("a message was taken for markup");
}

async function takenBack(stage) {
  const jean = stage.people["jean-asks"];
  const talk = talkOf(jean);
  const last = talk.locator(".message-ours").last();
  await jean.press("Retirer ce message", last);
  await jean.reads("Message retiré", last);
  const focused = await jean.page.evaluate(() => document.activeElement?.tagName);
  if (focused !== "TEXTAREA") throw new Error(`after the withdrawal the focus is on ${focused}`);
  await jean.look("conversation-withdrawn");
  const camille = stage.people["camille-answers"];
  await camille.reload();
  const theirs = talkOf(camille);
  await camille.reads("Message retiré", theirs);
  if ((await theirs.getByText("gras").count()) > 0) throw new Error("what was taken back is still there");
}

async function aboutAVan(stage) {
  const { "camille-answers": camille, "jean-asks": jean } = stage.people;
  await camille.open("/materiel/ajouter");
  await camille.arrives("Ajouter du matériel");
  await camille.select("Type de matériel", "Remorque");
  await camille.type("Nom", "Remorque bâchée");
  await camille.press("Ajouter au catalogue");
  await camille.arrives("Remorque bâchée");
  const item = new URL(camille.page.url()).pathname;
  await jean.open(item);
  await jean.arrives("Remorque bâchée");
  await jean.type("Du", `${dayFromToday(12)}T09:00`);
  await jean.type("Au", `${dayFromToday(12)}T12:00`);
  await jean.type("Pour quoi faire ?", "Déménager un congélateur");
  await jean.press("Envoyer la demande");
  await jean.reads("Demande envoyée");
  await jean.type("Votre message", "Le permis B suffit ?");
  await jean.press("Envoyer", talkOf(jean));
  await jean.reads("Le permis B suffit ?", talkOf(jean).locator(".message:not(.message-waiting)"));
  await jean.look("conversation-loan");
  await camille.open("/messages");
  await camille.follow(RESTOS, camille.page.locator("main"));
  await camille.arrives("Remorque bâchée");
  await camille.reads("Le permis B suffit ?", talkOf(camille));
  await jean.open("/messages");
  await jean.arrives("Messages");
  await jean.reads("Vous : Le permis B suffit ?");
  await jean.look("messages");
}

/** The part of the page in which people write to each other. */
function talkOf(person) {
  return person.page.locator(".conversation");
}
