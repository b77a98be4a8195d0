// The State's export of recalls: the administrator compares it with the stock of the network, and recalls what it names.
import { dayFromToday } from "../harness/calendar.mjs";
import { isFocused } from "../harness/keys.mjs";
import { words } from "../harness/words.mjs";

const LEMON = "Yaourts au citron";
const GTIN = "96385074";
const BATCH = "C77";
const MORE = "Donateur, financement, numéro de lot, emplacement";
const HEADINGS = "gtin;numero_fiche;categorie_produit;marque_produit;identification_produits;motif_rappel;date_publication;libelle";

/** Camille receives what will be recalled. */
export async function camilleReceivesLemon(stage) {
  const camille = stage.people["camille-at-the-dock"];
  await camille.open("/stock/recevoir");
  await camille.arrives("Réceptionner");
  await camille.complete("Catégorie", "yaour", "Yaourts");
  await camille.type("Intitulé", LEMON);
  await camille.type("Quantité", "8");
  await camille.type("À consommer jusqu'au", dayFromToday(9));
  await camille.type("Température du produit", "4");
  // Open already where the donor of the last lot has stayed.
  if (!(await camille.page.getByLabel("Code-barres").first().isVisible())) {
    await camille.page.getByText(words(MORE)).click();
  }
  await camille.type("Code-barres", GTIN);
  await camille.type("Numéro de lot", BATCH);
  await camille.press("Réceptionner ce lot");
  await camille.reads(`Reçu : ${LEMON}, 8 kg`);
}

/** Files that say nothing of the network. */
export async function administratorReadsExports(stage) {
  const ines = stage.people["ines-recalls"];
  await ines.open("/stock/rappels");
  await ines.arrives("Rappels");
  await ines.follow("Lire un export RappelConso", ines.page.locator("main"));
  await ines.arrives("Lire un export RappelConso");
  await ines.look("recall-import");
  const file = ines.page.getByLabel(/^\s*Choisir un/);
  ines.problems.expect(422);
  await file.setInputFiles(csv("autre.csv", ["Produit;Poids", "Riz;12"]));
  await ines.reads("Ce tableau n'est pas un export de RappelConso");
  await ines.look("recall-import-wrong");
  const fresh = ";2026-11-0001;alimentation;sans marque;lot 2302$date limite de consommation$2026-12-24$$;listeria;;jambon";
  await file.setInputFiles(csv("rappels.csv", [HEADINGS, fresh]));
  await ines.reads("Rien de ce fichier ne concerne le réseau");
  await ines.page.getByText(words("1 avis sur un aliment n'a pas pu être comparé")).click();
  await ines.reads("Ligne 2 : Jambon (aucun code-barres)");
  await ines.look("recall-import-nothing");
}

/** The notice names a batch that Camille has. */
export async function administratorRecallsByNotice(stage) {
  const ines = stage.people["ines-recalls"];
  const dialog = ines.page.getByRole("dialog");
  const said = `${GTIN}$lot c77$date limite de consommation$2026-12-24$$`;
  const notice = `;2026-11-0242;alimentation;ygos;${said};"présence de\nlisteria";2026-11-23;yaourts au citron`;
  await ines.page.getByLabel(/^\s*Choisir un/).setInputFiles(csv("rappels.csv", [HEADINGS, notice]));
  await ines.reads("1 correspondance avec les lots du réseau");
  await isFocused(ines.page.locator(".recall-import-found"));
  await ines.reads("À rappeler");
  await ines.reads("1 lot, 1 site en a reçu");
  await ines.reads("Présence de listeria.");
  await ines.look("recall-import-found");
  await ines.press("Rappeler : Yaourts au citron");
  await ines.holds("Code-barres", GTIN);
  await ines.holds("Numéro de lot", BATCH);
  await ines.look("recall-import-confirmed");
  await ines.press("Lancer le rappel", dialog);
  await ines.reads("Rappel lancé");
  await ines.reads("Déjà rappelé");
  await isFocused(ines.page.locator(".recall-import-found h2"));
  await ines.look("recall-import-recalled");
  await ines.follow("Voir le rappel", ines.page.locator("main"));
  await ines.arrives(LEMON);
  await ines.reads("0 site sur 1 a répondu");
}

/** A file as the site gives it. */
function csv(name, rows) {
  return { name, mimeType: "text/csv", buffer: Buffer.from(`\ufeff${rows.join("\r\n")}\r\n`) };
}
