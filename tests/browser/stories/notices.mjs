// Nadia lacks cheese; Camille publishes some, and Nadia's open browser says so at once, in each of her tabs. She follows the
// notification, and marks the others as read.
import { until } from "../harness/waiting.mjs";
import { words } from "../harness/words.mjs";
import { CAMILLE, DESK, GROCERY, NADIA, PHONE, RESTOS } from "./cast.mjs";
import { greeted, logIn } from "./habits.mjs";

const NEED = "Fromage pour les colis de Noël";
const OFFER = "Meules de tomme";
const HEARD = `${GROCERY} propose « ${OFFER} »`;

/** How long Nadia may wait after the publication, ms. */
const SOON = 2_000;

export const notices = {
  name: "notices",
  title: "Who publishes and who could take it hear of each other at once",
  on: ["sqlite", "postgres"],
  steps: [
    ["Nadia lacks cheese and leaves two tabs open", nadiaNeedsCheese],
    ["Camille publishes cheese, and Nadia's open tabs say so within two seconds", camillePublishes],
    ["Camille hears whom her offer fits", camilleHears],
    ["Nadia finds it among her notifications and follows it; it is read then", nadiaFollows],
    ["She asks for some; Camille's open page of notifications shows it by itself", camilleSeesTheClaim],
    ["Camille marks all as read, in all of her tabs", camilleReadsAll],
    ["She chooses one mail a day, and it is still chosen after a reload", camilleChooses],
    ["A link to stop mails that is used up says so to anybody", linkIsUsedUp],
  ],
};

/** How many notifications the bell says are unread. */
async function unread(person) {
  const [count] = await person.page.locator(".bell .count").allInnerTexts();
  return count ? Number.parseInt(count, 10) : 0;
}

async function nadiaNeedsCheese(stage) {
  const nadia = await stage.guest("nadia-who-lacks-cheese", PHONE);
  await nadia.open("/besoins/publier");
  await logIn(nadia, NADIA);
  await nadia.arrives("Publier un besoin");
  await nadia.complete("Catégorie", "fromage", "Fromages");
  await nadia.type("Intitulé", NEED);
  await nadia.type("Quantité", "12");
  await nadia.press("demain", nadia.page.getByRole("group", { name: "Dates proches" }));
  await nadia.press("Publier le besoin");
  await nadia.reads("Besoin publié");
  await nadia.open("/aujourdhui");
  await greeted(nadia);
  const camille = await stage.guest("camille-who-has-cheese", DESK);
  await camille.open("/notifications");
  await logIn(camille, CAMILLE);
  await camille.arrives("Notifications");
  stage.memory.tab = await nadia.anotherTab();
  await stage.memory.tab.open("/notifications");
  await stage.memory.tab.arrives("Notifications");
  stage.memory.before = await unread(nadia);
  await stage.memory.tab.look("notifications-before");
  // Until one of the tabs watches.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
}

async function camillePublishes(stage) {
  const [nadia, camille] = [stage.people["nadia-who-lacks-cheese"], stage.people["camille-who-has-cheese"]];
  const publishing = await camille.anotherTab();
  await publishing.open("/offres/publier");
  await publishing.arrives("Publier un surplus");
  await publishing.complete("Catégorie", "fromage", "Fromages");
  await publishing.type("Intitulé", OFFER);
  await publishing.type("Quantité", "30");
  await publishing.pick("Date sur l'emballage", "Sans date");
  await publishing.pick("Quand peut-on venir ?", "demain, 9 h");
  const answered = publishing.page.waitForResponse((answer) => answer.url().endsWith("/api/v1/offers") && answer.status() === 201);
  await publishing.press("Publier l'offre");
  await answered;
  const published = Date.now();
  await nadia.page.bringToFront();
  await nadia.reads(HEARD);
  const took = Date.now() - published;
  if (took > SOON) throw new Error(`Nadia heard of it after ${took} ms`);
  await until("the bell counts it", async () => (await unread(nadia)) === stage.memory.before + 1);
  await nadia.look("notice-heard");
  await stage.memory.tab.reads(HEARD, stage.memory.tab.page.locator("main"));
}

async function camilleHears(stage) {
  const camille = stage.people["camille-who-has-cheese"];
  const list = camille.page.locator("main");
  await camille.reads(`Votre offre « ${OFFER} » convient à ${RESTOS}`, list);
  await camille.look("notifications-of-the-publisher");
}

async function nadiaFollows(stage) {
  const nadia = stage.people["nadia-who-lacks-cheese"];
  const before = await unread(nadia);
  await nadia.page.locator(".bell").click();
  await nadia.arrives("Notifications");
  const card = nadia.page.locator(".notice-card-unread", { hasText: words(HEARD) });
  await card.waitFor();
  await nadia.look("notifications");
  await card.focus();
  await nadia.page.keyboard.press("Enter");
  await nadia.arrives(OFFER);
  await until("one less is unread", async () => (await unread(nadia)) === before - 1);
  await until("the other tab shows it as read", async () => (await stage.memory.tab.page.locator(".notice-card-unread", { hasText: words(HEARD) }).count()) === 0);
}

async function camilleSeesTheClaim(stage) {
  const [nadia, camille] = [stage.people["nadia-who-lacks-cheese"], stage.people["camille-who-has-cheese"]];
  await nadia.type("Quelle quantité ?", "10");
  await nadia.press("Réserver 10 kg");
  await nadia.reads("Demande envoyée");
  await camille.reads(`${RESTOS} demande 10 kg de « ${OFFER} »`, camille.page.locator("main"));
  await camille.look("notifications-claim");
}

async function camilleReadsAll(stage) {
  const camille = stage.people["camille-who-has-cheese"];
  await camille.press("Tout marquer comme lu");
  await until("nothing is unread", async () => (await unread(camille)) === 0);
  await until("no card is marked", async () => (await camille.page.locator(".notice-card-unread").count()) === 0);
  await camille.reload();
  await camille.arrives("Notifications");
  await camille.look("notifications-read");
}

async function camilleChooses(stage) {
  const camille = stage.people["camille-who-has-cheese"];
  await camille.open("/compte");
  await camille.arrives("Mon compte");
  await camille.select("Un besoin convient à notre offre", "Ici et dans un e-mail par jour");
  await camille.select("Heure de l'e-mail du jour", "18 h");
  await camille.look("told");
  await camille.press("Enregistrer", camille.page.locator("form", { hasText: words("Heure de l'e-mail du jour") }));
  await camille.reads("Vos choix sont enregistrés");
  await camille.reload();
  await camille.arrives("Mon compte");
  const chosen = camille.page.getByLabel(words("Heure de l'e-mail du jour"));
  await until("it is still chosen", async () => (await chosen.locator("option:checked").innerText()).startsWith("18"));
}

async function linkIsUsedUp(stage) {
  const camille = stage.people["camille-who-has-cheese"];
  camille.problems.expect(404);
  await camille.open("/notifications/arreter/inconnu");
  await camille.reads("Ce lien ne sert plus");
  await camille.look("stop-mails-used-up");
}
