// The network goes away and comes back, where no service worker helps; with one, see queued.mjs.
import { BARE_PHONE, NADIA } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { logIn } from "./habits.mjs";

export const offline = {
  name: "offline",
  title: "Out in the country, without network",
  on: ["sqlite"],
  steps: [
    ["What was read stays, and a line says why it does not change", goesAway],
    ["A claim cannot be sent now; nothing that was typed is lost", cannotSend],
    ["Back in reach, the line goes away and the claim is sent", comesBack],
    ["A page that has never been fetched says so, and comes when asked for again", neverFetched],
  ],
};

async function goesAway(stage) {
  const visitor = await stage.guest("visitor", BARE_PHONE);
  await visitor.open("/offres");
  await logIn(visitor, NADIA);
  await visitor.arrives("Offres");
  await visitor.page.locator(".board-list").getByRole("link", { name: new RegExp(YOGHURT) }).click();
  await visitor.arrives(YOGHURT);
  await visitor.network(false);
  await visitor.reads("Vous êtes hors ligne. Les dernières informations reçues restent affichées.");
  await visitor.follow("Offres", visitor.page.getByRole("navigation", { name: "Navigation principale" }));
  await visitor.reads("Le serveur est injoignable : voici les dernières informations reçues.");
  await visitor.reads(YOGHURT);
  await visitor.look("offline-board");
}

async function cannotSend({ people: { visitor } }) {
  await visitor.page.locator(".board-list").getByRole("link", { name: new RegExp(YOGHURT) }).click();
  await visitor.arrives(YOGHURT);
  await visitor.type("Quelle quantité ?", "5");
  await visitor.press("Réserver 5 kg");
  await visitor.reads("Le serveur est injoignable. Vérifiez votre connexion, puis réessayez.");
  await visitor.look("offline-claim");
}

async function comesBack({ people: { visitor } }) {
  await visitor.network(true);
  await visitor.page.getByText("Vous êtes hors ligne").waitFor({ state: "detached" });
  await visitor.press("Réserver 5 kg");
  await visitor.reads("Demande envoyée");
}

async function neverFetched(stage) {
  const visitor = await stage.guest("newcomer", BARE_PHONE);
  await visitor.open("/");
  await visitor.network(false);
  await visitor.follow("Inscrire une organisation");
  await visitor.arrives("Connexion impossible pour l'instant");
  await visitor.look("offline-page");
  await visitor.network(true);
  await visitor.press("Réessayer");
  await visitor.arrives("Inscrire une organisation");
}
