// Coming in, staying in, another language, going out.
import { ADMINISTRATOR, DESK, NADIA, PHONE } from "./cast.mjs";
import { greeted, logIn } from "./habits.mjs";

export const sessions = {
  name: "sessions",
  title: "A session, in two languages",
  on: ["sqlite"],
  steps: [
    ["A page that needs a log-in asks for it; a wrong password is refused", wrongPassword],
    ["The administrator reads in the log from where it was tried", logTells],
    ["The right one leads on to the page that was asked for", rightPassword],
    ["The session survives a reload", reload],
    ["Another e-mail waits for its link, and the page says so after a reload too", emailWaits],
    ["The language changes at once, and stays after a reload", english],
    ["After log-out the pages ask again", logOut],
  ],
};

async function wrongPassword(stage) {
  const visitor = await stage.guest("visitor", DESK);
  await visitor.open("/reservations");
  await visitor.arrives("Bon retour parmi nous");
  visitor.problems.expect(401);
  await logIn(visitor, { ...NADIA, password: "ce n'est pas lui" });
  await visitor.reads("E-mail ou mot de passe incorrect.");
  await visitor.look("login-refused");
}

async function logTells(stage) {
  const ines = await stage.guest("ines-who-reads", PHONE);
  await ines.open("/administration/journal?action=log_in");
  await logIn(ines, ADMINISTRATOR);
  await ines.arrives("Journal");
  await ines.reads("Mot de passe refusé, 127.0.0.1");
  await ines.look("log-of-failures");
}

async function rightPassword({ people: { visitor } }) {
  await logIn(visitor, NADIA);
  await visitor.arrives("Réservations");
}

async function reload({ people: { visitor } }) {
  await visitor.reload();
  await visitor.arrives("Réservations");
  await visitor.open("/aujourdhui");
  await greeted(visitor);
}

async function emailWaits({ people: { visitor } }) {
  await visitor.open("/compte");
  await visitor.press("Changer d'adresse");
  await visitor.type("Nouvelle adresse e-mail", "nadia.ferrand@restos.example.org");
  await visitor.type("Mot de passe actuel", NADIA.password);
  await visitor.press("Envoyer le lien de confirmation");
  await visitor.reads("Changement en attente");
  await visitor.reload();
  await visitor.reads("Un e-mail est parti à nadia.ferrand@restos.example.org.");
  await visitor.look("email-waits");
}

async function english({ people: { visitor } }) {
  await visitor.open("/compte");
  await visitor.arrives("Mon compte");
  await visitor.look("account");
  await visitor.pick("Langue", "English");
  await visitor.arrives("My account");
  await visitor.reload();
  await visitor.follow("Today");
  await visitor.arrives(/^(Hello|Good evening),? Nadia/);
  await visitor.look("today-english");
  const language = await visitor.page.evaluate(() => document.documentElement.lang);
  if (language !== "en") throw new Error(`the page says that it is written in ${language}`);
}

async function logOut({ people: { visitor } }) {
  await visitor.open("/compte");
  // By its whole name: each other device has a button that begins so.
  await visitor.page.getByRole("button", { name: "Log out", exact: true }).click();
  await visitor.arrives("Nothing is lost when the network talks.");
  await visitor.open("/compte");
  await visitor.arrives("Welcome back");
}
