// What people do again and again: log in, register, admit, look at the day, save a document.
import { readFileSync } from "node:fs";
import { beginning } from "../harness/words.mjs";
import { ADMINISTRATOR, DESK } from "./cast.mjs";

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

/** The administrator at her desk, as a guest of this name, where admissions are decided on. */
export async function administrator(stage, name) {
  const ines = await stage.guest(name, DESK);
  await ines.open("/administration");
  await logIn(ines, ADMINISTRATOR);
  await ines.arrives("Admissions");
  return ines;
}

/** Admits an organisation that waits for it. */
export async function admit(ines, organisation) {
  await ines.press(`Admettre ${organisation}`);
  await ines.reads(`${organisation} est admise`);
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

/** Saves a document and looks whether it is what it should be. */
export async function savesPdf(person, button) {
  const download = person.page.waitForEvent("download");
  await person.press(button);
  const file = await (await download).path();
  const head = readFileSync(file).subarray(0, 5).toString("latin1");
  if (head !== "%PDF-") throw new Error(`${button}: a PDF does not begin with ${head}`);
}
