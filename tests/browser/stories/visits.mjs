// A visit without an account: weight of the first load, an address that leads nowhere, the documentation of the API.
import { until } from "../harness/waiting.mjs";
import { DESK } from "./cast.mjs";

/** The most that the first load may weigh, compressed, bytes. */
const FIRST_LOAD = 300_000;

export const visits = {
  name: "visits",
  title: "A visitor looks around",
  on: ["sqlite"],
  steps: [
    ["The first load weighs at most 300 kB", firstLoad],
    ["At night the page is dark", darkPage],
    ["An address that leads nowhere says so, and leads back", nowhere],
    ["The documentation of the API opens without any other host", documentation],
  ],
};

async function firstLoad(stage) {
  const visitor = await stage.guest("visitor", DESK);
  await visitor.open("/");
  await visitor.arrives("Rien ne se perd quand le réseau se parle.");
  const weight = await visitor.page.evaluate(() => {
    const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
    return entries.map((entry) => entry.encodedBodySize).reduce((sum, bytes) => sum + bytes, 0);
  });
  if (weight > FIRST_LOAD || weight === 0) visitor.problems.note(`the first load weighs ${weight} bytes`);
}

async function darkPage({ people: { visitor } }) {
  const brightness = async () => {
    const colour = await visitor.page.evaluate(() => getComputedStyle(document.body).backgroundColor);
    return colour.match(/[\d.]+/g).slice(0, 3).reduce((sum, part) => sum + Number(part), 0);
  };
  const day = await brightness();
  await visitor.page.emulateMedia({ colorScheme: "dark" });
  await until("the background is dark", async () => (await brightness()) < day / 3);
  await visitor.page.emulateMedia({ colorScheme: "light" });
}

async function nowhere({ people: { visitor } }) {
  await visitor.open("/une/adresse/mal/recopiee");
  await visitor.arrives("Ce fil ne mène nulle part");
  await visitor.look("not-found");
  await visitor.follow("Revenir à l'accueil");
  await visitor.arrives("Rien ne se perd quand le réseau se parle.");
}

async function documentation({ people: { visitor } }) {
  await visitor.follow("Documentation de l'API");
  await visitor.page.waitForURL(/\/api\/docs/);
  await visitor.page.getByText("publish_offer").or(visitor.page.getByText("/api/v1/offers")).first().waitFor();
  await visitor.page.screenshot({ path: visitor.picture(`api-docs-${visitor.width}`) });
}
