// Jean's organisation needs a van on Saturday. Camille, who lends one, hears of it at once and sees who looks for it; Jean is
// shown her van with the reasons and asks for it from there. When she accepts, nothing is looked for any more.
import { dayFromToday } from "../harness/calendar.mjs";
import { words } from "../harness/words.mjs";
import { CAMILLE, DESK, JEAN, PHONE, RESTOS } from "./cast.mjs";
import { greeted, logIn, section } from "./habits.mjs";

const VAN = "Fourgon de 12 m³";
const NEED = "Fourgon pour la collecte de samedi";
const HEARD = `${RESTOS} cherche « ${NEED} »`;
const FITTING = "Matériel qui convient à ce besoin";

const SATURDAY = saturday();
const FROM = `${SATURDAY}T08:00`;
const UNTIL = `${SATURDAY}T18:00`;

export const equipmentNeeds = {
  name: "equipment_needs",
  title: "Who looks for a van and who lends one hear of each other",
  on: ["sqlite"],
  steps: [
    ["Camille lends her van and leaves her first page open", camilleLends],
    ["Jean looks for a van on Saturday; what is missing is said at its field", jeanPublishes],
    ["Camille's open page says so, and leads her to whom her van can help", camilleHears],
    ["Jean is shown her van with the reasons", jeanIsShownTheVan],
    ["The need stands on Camille's first page too", camilleFindsItFirst],
    ["Jean dismisses the van in two taps, and shows it again", jeanDismisses],
    ["He asks for it from there: the form knows the days and what it is for", jeanAsks],
    ["Camille accepts, and nothing is looked for any more", camilleAccepts],
  ],
};

async function camilleLends(stage) {
  const camille = await stage.guest("camille-with-a-van", DESK);
  await camille.open("/materiel/ajouter");
  await logIn(camille, CAMILLE);
  await camille.arrives("Ajouter du matériel");
  await camille.select("Type de matériel", "Camionnette ou autre véhicule");
  await camille.type("Nom", VAN);
  await camille.press("Ajouter au catalogue");
  await camille.arrives(VAN);
  await camille.open("/aujourdhui");
  await greeted(camille);
  // Until her tab watches.
  await new Promise((resolve) => setTimeout(resolve, 2_500));
}

async function jeanPublishes(stage) {
  const jean = await stage.guest("jean-without-a-van", PHONE);
  await jean.open("/materiel");
  await logIn(jean, JEAN);
  await jean.arrives("Matériel");
  await jean.follow("Besoins de matériel", jean.page.locator("main"));
  await jean.arrives("Besoins de matériel");
  await jean.reads("Personne ne cherche ce matériel pour l'instant");
  await jean.look("equipment-needs-none");
  await jean.follow("Publier", jean.page.locator("header.page-header"));
  await jean.arrives("Publier un besoin de matériel");
  await jean.press("Publier le besoin");
  await jean.reads("À remplir.");
  await jean.look("equipment-need-incomplete");
  await jean.select("Type de matériel", "Camionnette ou autre véhicule");
  await jean.type("Pour quoi faire ?", NEED);
  await jean.type("Du", FROM);
  await jean.type("Au", UNTIL);
  await jean.pick("Est-ce urgent ?", "Oui");
  await jean.look("equipment-need-typed");
  await jean.press("Publier le besoin");
  await jean.arrives(NEED);
  stage.memory.vanNeed = new URL(jean.page.url()).pathname;
}

async function camilleHears(stage) {
  const camille = stage.people["camille-with-a-van"];
  await camille.page.bringToFront();
  await camille.reads(HEARD);
  await camille.look("equipment-need-heard");
  await camille.page.locator(".bell").click();
  await camille.arrives("Notifications");
  await camille.page.locator(".notice-card-unread", { hasText: words(HEARD) }).first().click();
  await camille.arrives(VAN);
  const helped = section(camille, `« ${VAN} » peut aider`);
  await camille.reads(NEED, helped);
  await camille.reads(RESTOS, helped);
  await camille.reads("Le besoin est urgent", helped);
  await camille.look("item-can-help");
}

async function jeanIsShownTheVan(stage) {
  const jean = stage.people["jean-without-a-van"];
  const fitting = section(jean, FITTING);
  await jean.reads(VAN, fitting);
  await jean.reads("C'est ce qui est demandé", fitting);
  await jean.reads("Libre pendant tout le temps demandé", fitting);
  await jean.reads("À 15 km à vol d'oiseau", fitting);
  await jean.look("equipment-need-own");
}

async function camilleFindsItFirst(stage) {
  const camille = stage.people["camille-with-a-van"];
  await camille.open("/aujourdhui");
  const possible = section(camille, "Coups de main possibles");
  await camille.reads(`Avec votre matériel : ${VAN}`, possible);
  await camille.look("today-help");
  await camille.follow("Voir le besoin", possible.getByRole("article", { name: words(NEED) }));
  await camille.arrives(NEED);
  await camille.reads(`Cherché par ${RESTOS}`);
  await camille.reads("Vous avez ce qu'il faut ?");
  await camille.look("equipment-need-of-others");
}

async function jeanDismisses(stage) {
  const jean = stage.people["jean-without-a-van"];
  const fitting = section(jean, FITTING);
  await jean.press(`Pas celui-ci : ${VAN}`, fitting);
  await jean.look("equipment-match-why-not");
  await jean.press("Trop loin", fitting);
  await jean.reads("Aucun matériel ne convient pour l'instant", fitting);
  await jean.look("equipment-match-dismissed");
  await jean.press("Annuler", fitting);
  await jean.reads(VAN, fitting);
}

async function jeanAsks(stage) {
  const jean = stage.people["jean-without-a-van"];
  await jean.follow("Demander ce prêt", section(jean, FITTING));
  await jean.arrives(VAN);
  await jean.holds("Du", FROM);
  await jean.holds("Au", UNTIL);
  await jean.reads("Pour votre besoin :");
  await jean.type("Pour quoi faire ?", "Collecte de samedi");
  await jean.look("booking-for-a-need");
  await jean.press("Envoyer la demande");
  await jean.reads("Demande envoyée");
  await jean.arrives(VAN);
  stage.memory.vanNeedLoan = new URL(jean.page.url()).pathname;
}

async function camilleAccepts(stage) {
  const { "camille-with-a-van": camille, "jean-without-a-van": jean } = stage.people;
  await camille.open(stage.memory.vanNeedLoan);
  await camille.press("Accepter");
  await camille.reads("Prêt : Accepté");
  await jean.open(stage.memory.vanNeed);
  await jean.arrives(NEED);
  await jean.reads("Ce matériel a été trouvé.");
  await jean.look("equipment-need-met");
  await jean.open("/materiel/besoins?de=nous");
  await jean.arrives("Besoins de matériel");
  await jean.reads("Trouvé");
  await jean.look("equipment-needs-ours");
  await jean.follow(NEED);
  await jean.arrives(NEED);
  await jean.follow("Voir le prêt");
  await jean.arrives(VAN);
}

/** The next Saturday that is at least two days away. */
function saturday() {
  const days = [2, 3, 4, 5, 6, 7, 8].map(dayFromToday);
  return days.find((day) => new Date(`${day}T12:00:00Z`).getUTCDay() === 6);
}
