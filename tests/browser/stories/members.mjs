// Somebody leaves an organisation, not quite willingly; and the administrator reads who did it.
import { ADMINISTRATOR, BARE_PHONE, DESK, JEAN, NADIA, RESTOS } from "./cast.mjs";
import { greeted, logIn } from "./habits.mjs";

export const members = {
  name: "members",
  title: "A member is removed and loses access at once",
  on: ["sqlite"],
  steps: [
    ["The last coordinator cannot leave", lastCoordinator],
    ["Nadia makes Jean a coordinator, and a volunteer again", roles],
    ["Nadia removes Jean, who loses access at once", removal],
    ["The administrator finds it in the log", log],
    ["A suspended organisation reads why, and has nothing to write with", suspension],
  ],
};

async function lastCoordinator({ people: { nadia } }) {
  await nadia.open("/organisation/membres");
  await nadia.press("Quitter l'organisation");
  const dialog = nadia.page.getByRole("dialog");
  await nadia.look("leave");
  nadia.problems.expect(409);
  await nadia.press("Quitter l'organisation", dialog);
  await nadia.reads("C'est la dernière personne qui gère l'organisation", dialog);
  await nadia.look("last-coordinator");
  await nadia.press("Annuler", dialog);
}

async function roles({ people: { nadia } }) {
  for (const role of ["Coordination", "Bénévole"]) {
    await nadia.press(`Changer le rôle de ${JEAN.name}`);
    await nadia.pick("Rôle", role);
    if (role === "Coordination") await nadia.look("change-role");
    await nadia.press("Enregistrer", nadia.page.getByRole("dialog"));
    await nadia.reads(`Rôle de ${JEAN.name} modifié`);
    await nadia.reads(role, nadia.page.getByRole("listitem").filter({ hasText: JEAN.email }));
  }
}

async function removal(stage) {
  const { nadia } = stage.people;
  // His own phone is off: left open, it would ask for what is no longer shown to him at a moment of its own.
  await stage.people.jean.page.goto("about:blank");
  const jean = await stage.guest("jean-elsewhere", BARE_PHONE);
  await jean.open("/aujourdhui");
  await logIn(jean, JEAN);
  await greeted(jean);
  // Whatever his page asks from now on is refused, at a moment of its own.
  jean.problems.allow(403, 404);
  await nadia.press(`Retirer ${JEAN.name}`);
  await nadia.look("remove-member");
  await nadia.press("Retirer", nadia.page.getByRole("dialog"));
  await nadia.reads(`${JEAN.name} ne fait plus partie de l'organisation`);
  await nadia.page.getByText(JEAN.email).waitFor({ state: "detached" });
  // He comes back to the page that stood open: it asks again, and learns that he belongs to nobody.
  await jean.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  await jean.arrives("Vous ne faites partie d'aucune organisation");
  await jean.look("removed");
}

async function log(stage) {
  const ines = await stage.guest("ines-at-a-desk", DESK);
  await ines.open("/administration");
  await logIn(ines, ADMINISTRATOR);
  await ines.arrives("Admissions");
  await ines.follow("Journal");
  await ines.arrives("Journal");
  await ines.select("Action", "Membre retiré");
  await ines.settle();
  const entry = ines.page.getByRole("listitem").filter({ hasText: "Membre retiré" });
  await ines.reads(NADIA.name, entry);
  await ines.reads(`Membre retiré : ${JEAN.name}`, entry);
  await ines.reads(RESTOS, entry);
  await ines.look("audit");
  if (!ines.page.url().includes("action=remove_member")) throw new Error(`the filter is not in ${ines.page.url()}`);
  const download = ines.page.waitForEvent("download");
  await ines.press("Exporter en CSV");
  if (!/^journal-.*\.csv$/.test((await download).suggestedFilename())) throw new Error("the export has another name");
}

async function suspension(stage) {
  const { nadia, "ines-at-a-desk": ines } = stage.people;
  await ines.open("/administration?etat=approved");
  await ines.press(`Suspendre ${RESTOS}`);
  await ines.look("suspend");
  const dialog = ines.page.getByRole("dialog");
  await ines.type("Motif de la suspension", "Deux dons n'ont pas été déclarés reçus.", dialog);
  await ines.press("Suspendre", dialog);
  await ines.page.getByRole("heading", { name: RESTOS, exact: true }).waitFor({ state: "detached" });
  // The board of the others is closed to her: she sees what is her own.
  await nadia.open("/offres");
  await nadia.reads(`${RESTOS} est suspendue`);
  await nadia.reads("Motif : Deux dons n'ont pas été déclarés reçus.");
  await nadia.look("suspended");
  if ((await nadia.page.getByRole("link", { name: "Publier" }).count()) > 0) throw new Error("a suspended organisation may publish");
  await ines.open("/administration?etat=suspended");
  await ines.press(`Lever la suspension de ${RESTOS}`);
  await ines.reads(`${RESTOS} est de nouveau admise`);
  await nadia.reload();
  await nadia.page.getByText("est suspendue").waitFor({ state: "detached" });
}
