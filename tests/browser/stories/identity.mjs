// A forgotten password comes back by mail; a second factor guards the door.
import { Authenticator } from "../harness/authenticator.mjs";
import { DESK, JEAN, NADIA, PHONE } from "./cast.mjs";
import { greeted, logIn } from "./habits.mjs";

const NEW_PASSWORD = "bougie sentier ardoise";

export const forgotten = {
  name: "forgotten",
  title: "A forgotten password, by a real SMTP server",
  on: ["sqlite"],
  steps: [
    ["Jean is logged in on his phone, and asks on a computer for a new password", asks],
    ["Nobody learns whether an address has an account", unknownAddress],
    ["The link of the mail leads to a new password, and ends the sessions", resets],
    ["The old password is refused, the new one lets him in", logsIn],
    ["The link works once, and says where to get another one", linkOver],
  ],
};

async function asks(stage) {
  const { jean } = stage.people;
  await jean.open("/aujourdhui");
  await greeted(jean);
  const desk = await stage.guest("jean-at-a-desk", DESK);
  await desk.open("/connexion");
  await desk.follow("Mot de passe oublié ?");
  await desk.arrives("Mot de passe oublié");
  await desk.look("forgotten");
  await desk.type("Adresse e-mail", JEAN.email);
  await desk.press("Recevoir le lien");
  await desk.reads("Regardez vos e-mails");
  await desk.look("forgotten-sent");
}

async function unknownAddress(stage) {
  const stranger = await stage.guest("stranger", PHONE);
  await stranger.open("/mot-de-passe-oublie");
  await stranger.type("Adresse e-mail", "personne@ailleurs.example.org");
  await stranger.press("Recevoir le lien");
  await stranger.reads("Si un compte existe avec l'adresse personne@ailleurs.example.org");
  await stranger.look("forgotten-unknown");
}

async function resets(stage) {
  const { jean, "jean-at-a-desk": desk } = stage.people;
  const mail = await stage.installation.mailTo(JEAN.email, /nouveau mot de passe/);
  [stage.memory.reset] = mail.match(/http\S+\/reset\/[\w-]+/);
  await desk.open(stage.memory.reset);
  await desk.arrives("Choisir un nouveau mot de passe");
  await desk.type("Nouveau mot de passe", "court");
  await desk.press("Enregistrer le mot de passe");
  await desk.reads("Trop court");
  await desk.look("reset");
  await desk.type("Nouveau mot de passe", NEW_PASSWORD);
  await desk.press("Enregistrer le mot de passe");
  await desk.reads("Votre mot de passe est changé");
  await desk.look("reset-done");
  await jean.reload();
  await jean.arrives("Bon retour parmi nous");
}

async function logsIn({ people: { jean, "jean-at-a-desk": desk } }) {
  await desk.follow("Se connecter", desk.page.getByRole("main"));
  desk.problems.expect(401);
  await logIn(desk, JEAN);
  await desk.reads("E-mail ou mot de passe incorrect.");
  JEAN.password = NEW_PASSWORD;
  await desk.type("Mot de passe", NEW_PASSWORD);
  await desk.press("Se connecter", desk.page.getByRole("main"));
  await greeted(desk);
  await logIn(jean, JEAN);
  await greeted(jean);
}

async function linkOver(stage) {
  const late = await stage.guest("late", PHONE);
  await late.open(stage.memory.reset);
  await late.type("Nouveau mot de passe", "encore un autre mot");
  late.problems.expect(409);
  await late.press("Enregistrer le mot de passe");
  await late.reads("Ce lien ne fonctionne plus");
  await late.look("reset-over");
  await late.follow("Demander un nouveau lien");
  await late.arrives("Mot de passe oublié");
}

export const secondFactor = {
  name: "second-factor",
  title: "A second factor",
  on: ["sqlite"],
  steps: [
    ["Nadia switches it on with the app of her telephone, and keeps ten codes", switchesOn],
    ["A log-in asks for the six digits", asksForDigits],
    ["A recovery code opens instead, once", recovers],
    ["She asks for ten new codes, and one that was left no longer counts", renews],
    ["She sees her devices, ends one and switches it off again", cleansUp],
  ],
};

async function switchesOn(stage) {
  const { nadia } = stage.people;
  await nadia.open("/compte");
  await nadia.arrives("Mon compte");
  await nadia.look("account-cards");
  await nadia.press("Activer");
  await nadia.type("Mot de passe actuel", NADIA.password);
  await nadia.press("Continuer");
  const key = nadia.page.getByRole("textbox", { name: /Ou recopiez cette clé/ });
  stage.memory.app = new Authenticator(await key.inputValue());
  await nadia.look("second-factor-secret");
  await nadia.type("Code à six chiffres", await stage.memory.app.nextCode());
  await nadia.press("Activer");
  await nadia.reads("La double authentification est activée");
  stage.memory.codes = await nadia.page.locator(".recovery-codes code").allTextContents();
  if (stage.memory.codes.length !== 10) throw new Error(`ten codes were expected: ${stage.memory.codes}`);
  await nadia.look("recovery-codes");
  await nadia.press("J'ai gardé mes codes");
  await nadia.reads("10 codes de secours restants");
}

async function asksForDigits(stage) {
  const phone = await stage.guest("nadias-phone", PHONE);
  await phone.open("/connexion");
  phone.problems.expect(401);
  await logIn(phone, NADIA);
  await phone.arrives("Encore une étape");
  await phone.look("login-code");
  phone.problems.expect(401);
  await phone.type("Code à six chiffres", "000000");
  await phone.press("Se connecter", phone.page.getByRole("main"));
  await phone.reads("Ce code n'est pas le bon");
  await phone.look("login-code-wrong");
  await phone.type("Code à six chiffres", await stage.memory.app.nextCode());
  await phone.press("Se connecter", phone.page.getByRole("main"));
  await greeted(phone);
}

async function recovers(stage) {
  const other = await stage.guest("nadias-laptop", DESK);
  await other.open("/connexion");
  other.problems.expect(401);
  await logIn(other, NADIA);
  await other.press("Utiliser un code de secours");
  await other.type("Code de secours", stage.memory.codes[0]);
  await other.press("Se connecter", other.page.getByRole("main"));
  await greeted(other);
}

async function renews(stage) {
  const { nadia } = stage.people;
  const [, , old] = stage.memory.codes;
  await nadia.open("/compte");
  await nadia.reads("9 codes de secours restants");
  await nadia.press("Nouveaux codes de secours");
  await nadia.type("Mot de passe actuel", NADIA.password);
  await nadia.type("Code à six chiffres ou code de secours", stage.memory.codes[1]);
  await nadia.look("recovery-codes-renew");
  await nadia.press("Nouveaux codes de secours");
  await nadia.reads("Vos nouveaux codes de secours");
  stage.memory.codes = await nadia.page.locator(".recovery-codes code").allTextContents();
  await nadia.look("recovery-codes-renewed");
  await nadia.press("J'ai gardé mes codes");
  await nadia.reads("10 codes de secours restants");
  const late = await stage.guest("nadias-tablet", PHONE);
  await late.open("/connexion");
  late.problems.expect(401);
  await logIn(late, NADIA);
  await late.press("Utiliser un code de secours");
  late.problems.expect(401);
  await late.type("Code de secours", old);
  await late.press("Se connecter", late.page.getByRole("main"));
  await late.reads("Ce code n'est pas le bon");
}

async function cleansUp(stage) {
  const { nadia, "nadias-phone": phone } = stage.people;
  await nadia.open("/compte");
  await nadia.reads("10 codes de secours restants");
  await nadia.reads("Cet appareil");
  await nadia.press("Désactiver");
  const dialog = nadia.page.getByRole("dialog");
  await nadia.type("Mot de passe actuel", NADIA.password, dialog);
  await nadia.type("Code à six chiffres ou code de secours", stage.memory.codes[1], dialog);
  await nadia.look("second-factor-off");
  await nadia.press("Désactiver", dialog);
  await nadia.reads("Double authentification désactivée");
  const devices = nadia.page.getByRole("button", { name: /^Déconnecter/ });
  const before = await devices.count();
  await devices.first().click();
  await nadia.page.waitForFunction((n) => document.querySelectorAll("button[aria-label^='Déconnecter']").length < n, before);
  await phone.page.bringToFront();
}
