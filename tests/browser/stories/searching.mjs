// The board's filters: kept in the address, taken away one by one.
import { DESK, NADIA } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { logIn } from "./habits.mjs";

export const searching = {
  name: "searching",
  title: "The board remembers its filters",
  on: ["sqlite"],
  steps: [
    ["Filters narrow the board and stand in the address", narrow],
    ["They survive a reload and the way back", survive],
    ["What finds nothing says how to go on", nothing],
  ],
};

async function narrow(stage) {
  const visitor = await stage.guest("visitor", DESK);
  await visitor.open("/offres");
  await logIn(visitor, NADIA);
  await visitor.arrives("Offres");
  await visitor.reads(YOGHURT);
  await visitor.select("Où", "Près d'une commune…");
  await visitor.complete("Commune", "bord", "Bordeaux");
  await visitor.select("Distance", "100 km au plus");
  await visitor.pick("Conservation", "Frais");
  await visitor.page.waitForURL(/commune=33063.*/);
  await visitor.reads(YOGHURT);
  await visitor.look("board-filtered");
}

async function survive({ people: { visitor } }) {
  const address = visitor.page.url();
  await visitor.reload();
  await filtersAreOn(visitor);
  await visitor.follow(YOGHURT, visitor.page.locator(".board-list"));
  await visitor.arrives(YOGHURT);
  await visitor.page.goBack();
  await visitor.arrives("Offres");
  if (visitor.page.url() !== address) throw new Error(`the way back led to ${visitor.page.url()}, not to ${address}`);
  await filtersAreOn(visitor);
}

async function filtersAreOn(visitor) {
  const filters = visitor.page.getByRole("group", { name: "Filtres en place" });
  await visitor.reads("Frais", filters);
  await visitor.reads("Bordeaux, 100 km au plus", filters);
}

async function nothing({ people: { visitor } }) {
  await visitor.pick("Conservation", "Surgelé");
  await visitor.reads("Aucune offre ne correspond pour l'instant");
  await visitor.look("board-nothing-found");
  await visitor.press("Retirer le filtre : Surgelé");
  await visitor.reads(YOGHURT);
}
