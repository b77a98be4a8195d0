// Two organisations join the network, a third one is refused, a volunteer accepts an invitation.
import { ADMINISTRATOR, CAMILLE, COMMUNES, DESK, ELSEWHERE, GROCERY, JEAN, NADIA, PHONE, REFUSED, RESTOS } from "./cast.mjs";
import { addSite, admit, greeted, logIn, register } from "./habits.mjs";

export const joining = {
  name: "joining",
  title: "Two organisations join the network",
  on: ["sqlite", "postgres"],
  steps: [
    ["The network has an administrator and its communes", prepare],
    ["Camille registers the épicerie sociale de Libourne and waits", camilleRegisters],
    ["Nadia registers the Restos du Cœur de Coutras, Marc an organisation from elsewhere", othersRegister],
    ["The administrator admits two and refuses one with a reason", administratorDecides],
    ["Camille sees that she is admitted, Marc why he is not", bothSidesLearn],
    ["Camille adds the site in Libourne", camilleAddsSite],
    ["Nadia adds the site in Coutras", nadiaAddsSite],
    ["Nadia invites Jean by a link", nadiaInvites],
    ["Jean accepts on his phone", jeanAccepts],
  ],
};

async function prepare({ installation }) {
  await installation.createAdministrator(ADMINISTRATOR);
  await installation.importCommunes(COMMUNES);
}

async function camilleRegisters(stage) {
  const camille = await stage.invite("camille", DESK);
  await register(camille, {
    organisation: GROCERY,
    kind: "Épicerie sociale ou solidaire",
    rna: "W332000001",
    activity: "Une épicerie pour deux cents familles du Libournais.",
    coordinator: CAMILLE,
    look: (what) => camille.look(what),
  });
  await camille.reads("Admission – étape en cours");
  await camille.reads("Vous recevrez un e-mail dès que la décision est prise");
  await camille.look("waiting");
}

async function othersRegister(stage) {
  const nadia = await stage.invite("nadia", DESK);
  await register(nadia, {
    organisation: RESTOS,
    kind: "Association",
    activity: "Paniers et accueil, le mardi et le vendredi.",
    coordinator: NADIA,
  });
  const marc = await stage.guest("marc", PHONE);
  await register(marc, {
    organisation: REFUSED,
    kind: "Association",
    activity: "Des fêtes.",
    coordinator: ELSEWHERE,
  });
}

async function administratorDecides(stage) {
  const ines = await stage.invite("ines", DESK);
  await ines.open("/connexion");
  await ines.look("login");
  await logIn(ines, ADMINISTRATOR);
  await ines.arrives("Admissions");
  await ines.look("admissions");
  for (const organisation of [GROCERY, RESTOS]) {
    await admit(ines, organisation);
    await ines.page.getByRole("heading", { name: organisation }).waitFor({ state: "detached" });
  }
  await ines.press(`Refuser ${REFUSED}`);
  await ines.look("refusal");
  const dialog = ines.page.getByRole("dialog");
  await ines.type("Motif du refus", "Le réseau s'arrête aux limites de la Gironde.", dialog);
  await ines.press("Refuser", dialog);
  await ines.reads("Aucune inscription en attente");
}

async function bothSidesLearn({ installation, people: { camille, marc } }) {
  await installation.mailTo(CAMILLE.email, /bienvenue/);
  await camille.press("Vérifier maintenant");
  await greeted(camille);
  await camille.look("today-without-site");
  await installation.mailTo(ELSEWHERE.email, /n'est pas acceptée/);
  await marc.reload();
  await marc.arrives("Votre organisation n'a pas accès au réseau");
  await marc.reads("Le réseau s'arrête aux limites de la Gironde.");
  await marc.look("refused");
}

async function camilleAddsSite({ people: { camille } }) {
  await camille.follow("Organisation");
  await camille.arrives(GROCERY);
  await camille.look("organisation-without-site");
  await addSite(camille, {
    name: "Épicerie de Libourne",
    kind: "Épicerie sociale",
    address: "12 rue Fonneuve",
    typed: "libou",
    commune: "Libourne",
    hours: "Mo-Fr 09:00-12:00",
    days: ["mardi", "jeudi"],
    storage: { Sec: "2000", "Frais (0 à 8 °C)": "400", "Surgelé (−18 °C)": "60" },
    transport: "Utilitaire réfrigéré",
    reach: "40",
    look: true,
  });
  await camille.reads("33500 Libourne");
  await camille.look("organisation");
}

async function nadiaAddsSite({ people: { nadia } }) {
  await nadia.press("Vérifier maintenant");
  await greeted(nadia);
  await nadia.follow("Organisation");
  await nadia.arrives(RESTOS);
  await addSite(nadia, {
    name: "Antenne de Coutras",
    kind: "Point de distribution",
    address: "3 rue Sully",
    typed: "coutr",
    commune: "Coutras",
    hours: "Tu,Th 14:00-17:00",
    days: ["mardi", "vendredi"],
    storage: { Sec: "800", "Frais (0 à 8 °C)": "150" },
    transport: "Voiture",
    reach: "35",
  });
}

async function nadiaInvites(stage) {
  const { nadia } = stage.people;
  await nadia.follow("Membres");
  await nadia.press("Inviter une personne");
  await nadia.type("Adresse e-mail de la personne", JEAN.email);
  await nadia.pick("Rôle", "Bénévole");
  await nadia.look("invite");
  await nadia.press("Envoyer l'invitation");
  await nadia.reads(`Invitation envoyée à ${JEAN.email}`);
  const shown = await nadia.page.getByRole("textbox", { name: "Lien d’invitation" }).inputValue();
  const mail = await stage.installation.mailTo(JEAN.email, /vous invite/);
  if (!mail.includes(shown)) throw new Error(`the mail has another link than the page: ${shown}\n${mail}`);
  stage.memory.invitation = shown;
  await nadia.press("Fermer", nadia.page.locator(".dialog-body"));
  await nadia.look("members");
}

async function jeanAccepts(stage) {
  const jean = await stage.invite("jean", PHONE);
  await jean.open(stage.memory.invitation);
  await jean.reads(`${NADIA.name} vous invite à rejoindre ${RESTOS}.`);
  await jean.look("invitation");
  await jean.type("Votre nom", JEAN.name);
  await jean.type("Mot de passe", JEAN.password);
  await jean.press("Rejoindre l'organisation");
  await greeted(jean);
  await jean.look("today-empty");
}
