// Jean asks about the yoghurt that he has claimed, Camille sees it unread and answers; the same about a van. What cannot be
// sent stays, and what was said too soon is taken back. A photo says more than words.
import { until } from "../harness/waiting.mjs";
import { dayFromToday } from "../harness/calendar.mjs";
import { CAMILLE, DESK, GROCERY, JEAN, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { logIn } from "./habits.mjs";
import { drawn, photograph } from "./pictures.mjs";

const RAMP = "Y a-t-il une rampe pour le diable ?";
const ANSWER = "Oui, à droite du quai 👍";
const SHOWN = "Est-ce bien celle-ci ?";
const SEEN = "La rampe, à droite du quai";
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
    ["Jean shows two photos; what is none is refused in words and put away", jeanShows],
    ["Camille opens them large by the keyboard, and answers with a photo alone", camilleLooks],
    ["A photo that is taken back is to be seen no more on the other side", photoTakenBack],
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
  await jean.reads("Pas de réseau : les photos ne peuvent pas être gardées sur l'appareil.", talk);
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

async function jeanShows(stage) {
  const jean = stage.people["jean-asks"];
  const talk = talkOf(jean);
  jean.problems.expect(415);
  await attach(jean, "notes.jpg", Buffer.from("la rampe"));
  await jean.reads("Ce fichier n'est pas une photo JPEG, PNG ou WebP.", talk);
  await jean.press("Envoyer", talk);
  await jean.reads("Une photo n'est pas partie.", talk);
  await jean.look("conversation-photo-refused");
  await jean.press("Retirer la photo 1", talk);
  await talk.getByText("notes.jpg").waitFor({ state: "detached" });
  await attach(jean, "rampe.jpg", await photograph(jean, 1800, 1200));
  await jean.type("Que voit-on sur la photo 1 ?", SEEN, talk);
  await attach(jean, "porte.jpg", await photograph(jean, 600, 800));
  await jean.type("Votre message", SHOWN, talk);
  await drawn(jean, ".conversation .photo-row img");
  await jean.look("conversation-photos-chosen");
  await jean.press("Envoyer", talk);
  await jean.reads(SHOWN, talk.locator(".message-ours:not(.message-waiting)"));
  await talk.getByRole("button", { name: new RegExp(`Agrandir la photo 1 sur 2.*${SEEN}`) }).waitFor();
  await drawn(jean, ".conversation .photo-button img");
  await jean.look("conversation-photos-sent");
}

async function camilleLooks(stage) {
  const { "camille-answers": camille, "jean-asks": jean } = stage.people;
  await camille.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  const talk = talkOf(camille);
  await camille.reads(SHOWN, talk);
  await talk.getByRole("button", { name: "Agrandir la photo 1 sur 2" }).press("Enter");
  const large = camille.page.locator(".photo-large");
  const told = (alt) => until(`the photo is "${alt}"`, async () => (await large.getAttribute("alt")) === alt);
  await drawn(camille, ".photo-large");
  await told(SEEN);
  await camille.look("conversation-photo-large");
  await camille.page.keyboard.press("ArrowRight");
  await told(`Photo de ${JEAN.name}`);
  await camille.page.keyboard.press("Escape");
  await large.waitFor({ state: "detached" });
  await attach(camille, "quai.jpg", await photograph(camille, 500, 400));
  await camille.press("Envoyer", talk);
  await talk.getByRole("button", { name: `Photo de ${CAMILLE.name}` }).waitFor();
  await jean.open("/messages");
  await jean.arrives("Messages");
  await jean.reads("1 photo", jean.page.locator(".conversation-last"));
  await jean.look("messages-photo");
}

async function photoTakenBack(stage) {
  const { "camille-answers": camille, "jean-asks": jean } = stage.people;
  await jean.open(stage.memory.claim);
  await jean.arrives(YOGHURT);
  const theirs = talkOf(jean).locator(".message:not(.message-ours)").last();
  const address = await theirs.locator("img").getAttribute("src");
  const status = () => jean.page.evaluate(async (photo) => (await fetch(photo)).status, address);
  await jean.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  if ((await status()) !== 200) throw new Error("the photo is not to be seen");
  const last = talkOf(camille).locator(".message-ours").last();
  await camille.press("Retirer ce message", last);
  await camille.reads("Message retiré", last);
  // Seen twice: by the page, and by its service worker, which must not have kept it.
  for (let answers = 0; answers < 2; answers += 1) jean.problems.expect(404);
  const after = await status();
  if (after !== 404) throw new Error(`what was taken back answers ${after}`);
  await jean.page.evaluate(() => window.dispatchEvent(new Event("focus")));
  await jean.reads("Message retiré", theirs);
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

/** Chooses a photo for the next message. */
async function attach({ page }, name, buffer) {
  await page.getByLabel("Ajouter une photo").setInputFiles({ name, mimeType: "image/jpeg", buffer });
}
