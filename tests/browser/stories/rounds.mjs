// Denise leads a food bank: she receives forty lots from a spreadsheet, shares them out, gives one site more by hand and sees
// what it costs the others, and publishes. Jean reads on his phone why his site gets what it gets, and refuses what it has got
// elsewhere, in his own words: it is offered to Camille's at once. What is fetched is weighed at the dock, and everybody reads how fair it was.
import { dayFromToday } from "../harness/calendar.mjs";
import { isFocused, tabTo } from "../harness/keys.mjs";
import { until } from "../harness/waiting.mjs";
import { beginning, exactly } from "../harness/words.mjs";
import { DENISE, DESK, FOOD_BANK, JEAN } from "./cast.mjs";
import { addSite, administrator, admit, greeted, register, savesPdf } from "./habits.mjs";
import { ALL, BRANCH, BY_HAND, JUICE, OF_JUICE, OF_RICE, OF_TINS, RICE, SHOP, TITLE, WHY } from "./rounds_cast.mjs";
import { camilleAsks, camilleGetsMore, jeanReads, jeanRefuses, nadiaAsks } from "./rounds_sites.mjs";

export const rounds = {
  name: "rounds",
  title: "A food bank shares out what it has, and everybody can see why",
  on: ["sqlite"],
  steps: [
    ["Denise registers the food bank, is admitted, and adds its warehouse", deniseJoins],
    ["Camille says what her site needs each time, and how many people it helps", camilleAsks],
    ["Nadia says so of hers", nadiaAsks],
    ["Denise receives forty lots from a spreadsheet, once she has mended a category", deniseReceives],
    ["She begins a round: all lots and both sites are in it", deniseBegins],
    ["It is computed, and its figures are there", deniseComputes],
    ["She gives one site more by hand, without a mouse, and sees what it costs the other", deniseAdjusts],
    ["She publishes, and the delivery notes are a PDF", denisePublishes],
    ["Jean reads on his phone why his site gets what it gets", jeanReads],
    ["He refuses what his site has got elsewhere, and says so", jeanRefuses],
    ["Camille's site is offered it at once", camilleGetsMore],
    ["Denise finds the refusal in the history", deniseFollows],
    ["What is fetched is weighed at the dock, and is in Camille's stock", deniseHandsOver],
    ["How fair it was is told to everybody", everybodyReads],
    ["The round is closed", deniseCloses],
    ["Denise finds it among those that are", deniseFinds],
  ],
};

async function deniseJoins(stage) {
  const denise = await stage.guest("denise", DESK);
  await register(denise, {
    organisation: FOOD_BANK,
    kind: "Banque alimentaire",
    activity: "Collecte, tri et répartition pour les associations du Libournais.",
    coordinator: DENISE,
  });
  await admit(await administrator(stage, "ines-admits"), FOOD_BANK);
  await denise.press("Vérifier maintenant");
  await greeted(denise);
  await denise.follow("Organisation");
  await denise.arrives(FOOD_BANK);
  await addSite(denise, {
    name: "Entrepôt des Dagueys",
    kind: "Entrepôt",
    address: "4 rue de l'Industrie",
    typed: "libou",
    commune: "Libourne",
    hours: "Mo-Fr 08:00-16:00",
    days: ["lundi", "vendredi"],
    storage: { Sec: "20000", "Frais (0 à 8 °C)": "2000" },
    transport: "Utilitaire réfrigéré",
    reach: "80",
  });
}

async function deniseReceives({ people: { denise } }) {
  await denise.open("/stock");
  await denise.arrives("Stock");
  await denise.follow("Importer un tableau", denise.page.locator("main"));
  await denise.arrives("Importer un tableau");
  await denise.look("stock-import");
  const file = denise.page.getByLabel(/^\s*Choisir un/);
  await file.setInputFiles(spreadsheet("Bidules"));
  await denise.reads("Rien n'est reçu pour l'instant.");
  await denise.reads("Cette catégorie n'est pas connue.");
  await denise.look("stock-import-wrong");
  await file.setInputFiles(spreadsheet("Riz"));
  await denise.reads(`40 lots, ${ALL} kg`);
  await denise.reads(RICE);
  await denise.look("stock-import-understood");
  await denise.press("Recevoir 40 lots");
  await denise.reads(`40 lots reçus, ${ALL} kg`);
  await denise.follow("Voir le stock", denise.page.locator("main"));
  await denise.arrives("Stock");
  await denise.reads(`${38 * OF_TINS} kg`);
}

async function deniseBegins(stage) {
  const { denise } = stage.people;
  await denise.open("/repartitions");
  await denise.arrives("Répartitions");
  await denise.reads("Aucune répartition");
  await denise.look("rounds-none");
  await denise.follow("Nouvelle répartition", denise.page.locator("main"));
  await denise.arrives("Nouvelle répartition");
  await denise.type("Nom", TITLE);
  await denise.type("Jour d'enlèvement", dayFromToday(1));
  await denise.look("round-new");
  await denise.press("Préparer la répartition");
  await denise.reads("Répartition préparée");
  await denise.arrives(TITLE);
  stage.memory.round = new URL(denise.page.url()).pathname;
  await denise.reads("En préparation");
  await denise.reads("2 sites");
  await denise.look("round-draft");
  await denise.press("Réglages", denise.page.locator(".round-standing"));
  await denise.reads("Répartitions comptées ensemble", denise.page.getByRole("dialog"));
  await denise.look("round-settings");
  await denise.page.keyboard.press("Escape");
  await denise.follow("Lots", denise.page.locator("main"));
  await denise.reads(RICE);
  await denise.look("round-lots");
  await denise.follow("Sites", denise.page.locator("main"));
  await denise.reads("120 personnes par semaine");
  await denise.look("round-recipients");
}

async function deniseComputes({ people: { denise }, memory }) {
  await denise.open(memory.round);
  await denise.arrives(TITLE);
  await denise.press("Calculer", denise.page.locator("main"));
  await denise.reads("Répartition calculée");
  await denise.reads("Relisez, ajustez si besoin, puis publiez.");
  await denise.reads(`${ALL} kg`);
  await denise.look("round-computed");
  await denise.press("Voir les niveaux en tableau");
  await denise.reads(SHOP, denise.page.getByRole("region", { name: "Niveaux des sites" }));
  await denise.look("round-levels");
  await denise.press("Masquer le tableau");
}

async function deniseAdjusts({ people: { denise } }) {
  const { page } = denise;
  const { keyboard } = page;
  const dialog = page.getByRole("dialog");
  await tabTo(denise, page.getByRole("grid"));
  const active = page.locator("#round-active");
  await denise.reads(BRANCH, active);
  for (let column = 0; column < 3; column += 1) await keyboard.press("ArrowRight");
  await until("the cell of staples is active", async () => /250/.test((await active.getAttribute("aria-label")) ?? ""));
  await keyboard.press("Enter");
  await denise.reads("Lot par lot", dialog);
  await denise.reads("250 kg", dialog);
  await denise.look("round-cell");
  const set = dialog.getByRole("button", { name: beginning(`Fixer la quantité : ${RICE}`) });
  // Which of two equal sites has the rice is decided by a hash: lots of which a site has nothing are folded away.
  if (!(await set.isVisible())) {
    await tabTo(denise, dialog.locator("summary"));
    await keyboard.press("Enter");
  }
  await tabTo(denise, set);
  await keyboard.press("Enter");
  await isFocused(dialog.getByRole("textbox", { name: exactly("Quantité pour ce site") }));
  await keyboard.press("Control+a");
  await keyboard.type(String(BY_HAND));
  await tabTo(denise, dialog.getByRole("combobox", { name: exactly("Pourquoi ?") }));
  await keyboard.press("ArrowDown");
  await denise.look("round-adjust");
  await tabTo(denise, dialog.getByRole("button", { name: beginning("Fixer cette quantité") }));
  await keyboard.press("Enter");
  await denise.reads(`Fixé à ${BY_HAND} kg`, dialog);
  await denise.reads(/Coût\s+pour\s+les\s+autres\s*:\s*[1-9]\d*\s*kg/, dialog);
  await isFocused(page.locator(".round-outcome"));
  await denise.look("round-adjusted");
  await keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  await denise.reads("Ajustée à la main");
}

async function denisePublishes({ people: { denise } }) {
  const dialog = denise.page.getByRole("dialog");
  await denise.press("Publier", denise.page.locator(".round-standing"));
  await denise.reads("les quantités lui sont gardées", dialog);
  await denise.look("round-publish");
  await denise.press("Publier", dialog);
  await denise.reads("Répartition publiée");
  await denise.reads("Les sites répondent et viennent chercher leur part.");
  await savesPdf(denise, "Bons de livraison");
  await savesPdf(denise, "Liste de préparation");
}

async function deniseFollows({ people: { denise }, memory }) {
  await denise.open("/notifications");
  await denise.reads(`${BRANCH} refuse une partie de la répartition « ${TITLE} » : « ${WHY} »`);
  await denise.open(`${memory.round}/historique`);
  await denise.arrives(TITLE);
  await denise.reads("3. Ligne refusée, proposée aux autres");
  await denise.reads(`${RICE}, ${BRANCH} : de ${BY_HAND} kg à 0 kg`);
  await denise.reads("2. Ligne fixée à la main");
  await denise.reads(JEAN.name);
  await denise.look("round-revisions");
}

async function deniseHandsOver({ people: { denise, "camille-asks": camille }, memory }) {
  const dialog = denise.page.getByRole("dialog");
  await denise.open(memory.round);
  await denise.arrives(TITLE);
  const cell = beginning(`Demandé 300 kg, accordé 300 kg, attribué ${OF_RICE} kg`);
  await denise.page.getByRole("gridcell", { name: cell }).click();
  await denise.follow("Remettre", dialog);
  await denise.arrives("Remise au quai");
  await denise.reads(`En tout : ${ALL - OF_JUICE} kg`);
  await denise.page.getByLabel(beginning(RICE)).fill("239,5");
  await denise.press("Erreur de saisie ou de pesée");
  await denise.reads("En tout : 467,5 kg");
  await denise.look("round-dock");
  await denise.press("Confirmer la remise");
  await denise.reads("Remise enregistrée");
  await denise.reads("Déjà retiré");
  await denise.reads("Il n'y a plus rien à retirer.");
  await denise.look("round-dock-done");
  await camille.open("/stock?texte=riz");
  await camille.arrives("Stock");
  await camille.reads(RICE);
  await camille.reads("239,5 kg");
}

async function everybodyReads({ people: { "jean-asks-why": jean } }) {
  await jean.follow("Est-ce équitable ? Les chiffres");
  await jean.arrives("Est-ce équitable ?");
  await jean.reads(`sur ${ALL} kg disponibles`);
  await jean.reads("Premier arrivé, premier servi");
  await jean.reads("Rien n'est tiré au sort.");
  await jean.reads("Ces chiffres sont ceux d'après un refus");
  await jean.look("round-statement");
  await savesPdf(jean, "Enregistrer ces chiffres (PDF)");
}

async function deniseCloses({ people: { denise }, memory }) {
  const dialog = denise.page.getByRole("dialog");
  await denise.open(memory.round);
  await denise.arrives(TITLE);
  await denise.press("Clore", denise.page.locator(".round-standing"));
  await denise.press("Clore", dialog);
  await denise.reads("Répartition close");
  await denise.reads("Tout est remis, refusé ou redevenu libre.");
  await denise.look("round-closed");
}

async function deniseFinds({ people: { denise } }) {
  await denise.open("/repartitions");
  await denise.arrives("Répartitions");
  await denise.select("État", "Calculée");
  await denise.reads("Aucune répartition dans cet état");
  await denise.look("rounds-none-in-state");
  await denise.select("État", "Close");
  await denise.reads(TITLE, denise.page.locator("main"));
}

/** Forty lots as a spreadsheet saves them; of the first one the category can be mistyped. */
function spreadsheet(category) {
  const date = dayFromToday(200).split("-").reverse().join("/");
  const tin = (_, place) => `Petits pois, palette ${place + 1};Conserves de légumes;${OF_TINS};${date};Allée 1`;
  const rows = [
    "Produit;Catégorie;Poids total (kg);DDM;Emplacement",
    `${RICE};${category};${OF_RICE};${date};Allée 2`,
    `${JUICE};Jus de fruits, sirops;${OF_JUICE};${date};Allée 3`,
    ...Array.from({ length: 38 }, tin),
  ];
  return { name: "reception.csv", mimeType: "text/csv", buffer: Buffer.from(`\ufeff${rows.join("\r\n")}\r\n`) };
}
