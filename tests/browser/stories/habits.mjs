// What people do again and again: log in, register, look at the day.
import { beginning } from "../harness/words.mjs";

/** Logs in where the page asks for it. */
export async function logIn(person, { email, password }) {
  await person.type("Adresse e-mail", email);
  await person.type("Mot de passe", password);
  await person.press("Se connecter");
}

/** Registers an organisation with its first coordinator, from the landing page on. */
export async function register(person, { organisation, kind, coordinator, activity, rna, look = async () => {} }) {
  await person.open("/");
  await look("landing");
  await person.follow("Inscrire une organisation");
  await person.arrives("Inscrire une organisation");
  await person.type("Nom de l'organisation", organisation);
  await person.pick("Type d'organisation", kind);
  await person.type("Activité", activity);
  if (rna) {
    await person.type("Numéro RNA", rna.slice(0, -1));
    await person.press("Continuer");
    await person.reads("Un numéro RNA est un W suivi de 9 chiffres.");
    await person.type("Numéro RNA", rna);
  }
  await look("registration-organisation");
  await person.press("Continuer");
  await person.type("Votre nom", coordinator.name);
  await person.type("Adresse e-mail", coordinator.email);
  await person.type("Mot de passe", coordinator.password);
  await look("registration-coordinator");
  await person.press("Envoyer l'inscription");
  await person.arrives("Votre inscription est en cours d'examen");
}

/** Adds a site from the page of the organisation: `site` has what is typed, in the words of the page. */
export async function addSite(person, site) {
  await person.follow("Ajouter un site");
  await person.arrives("Nouveau site");
  await person.type("Nom du site", site.name);
  await person.select("Usage", site.kind);
  await person.type("Adresse", site.address);
  await person.complete("Commune", site.typed, site.commune);
  for (const day of site.days) await person.pick("Jours de distribution", day);
  await person.type("Horaires d'ouverture", site.hours);
  for (const [label, kg] of Object.entries(site.storage)) await person.type(label, kg);
  await person.pick("Véhicule", site.transport);
  await person.type("Distance maximale", site.reach);
  if (site.look) await person.look("new-site");
  await person.press("Ajouter un site");
  await person.reads("Site ajouté");
  await person.reads(site.name);
}

/** Goes to "today" and waits for the greeting, which depends on the hour. */
export async function seesToday(person) {
  await person.follow("Aujourd'hui", person.page.getByRole("navigation"));
  await greeted(person);
}

/** Waits until "today" greets. */
export async function greeted(person) {
  await person.arrives(/^Bon(jour|soir)\s/);
}

/** A part of the page by its heading. */
export function section(person, name) {
  return person.page.getByRole("region", { name: beginning(name) });
}
