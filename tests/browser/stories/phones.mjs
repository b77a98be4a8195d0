// Every page on a phone: nothing sticks out sideways, axe finds nothing, by day and by night.
import { CAMILLE, PHONE } from "./cast.mjs";
import { greeted, logIn } from "./habits.mjs";

export const phones = {
  name: "phones",
  title: "Every page on a phone",
  on: ["sqlite"],
  steps: [
    ["The pages for everybody", publicPages],
    ["The pages of the offers", offerPages],
    ["The pages of the organisation", organisationPages],
  ],
};

async function publicPages(stage) {
  const visitor = await stage.guest("visitor", PHONE);
  for (const [address, name] of [["/", "landing"], ["/inscription", "registration"], ["/connexion", "login"], ["/nulle-part", "not-found"]]) {
    await visitor.open(address);
    await visitor.look(name);
  }
}

async function offerPages(stage) {
  const { visitor } = stage.people;
  await visitor.open("/aujourdhui");
  await logIn(visitor, CAMILLE);
  await greeted(visitor);
  const { offer, claim } = stage.memory;
  const pages = [
    ["/aujourdhui", "today"],
    ["/offres", "board"],
    ["/offres?pres=reseau&vue=carte", "board-as-map"],
    ["/offres/publier", "publish"],
    ["/besoins", "needs"],
    ["/besoins/publier", "publish-need"],
    [offer, "offer"],
    [`${offer}/modifier`, "edit"],
    [`${offer}/copier`, "copy"],
    ["/offres/regulieres", "recurring"],
    ["/offres/regulieres/prevoir", "plan-recurring"],
    ["/reservations?cote=donne", "claims"],
    [claim, "claim"],
  ];
  for (const [address, name] of pages) {
    await visitor.open(address);
    await visitor.look(name);
  }
}

async function organisationPages({ people: { visitor } }) {
  for (const [address, name] of [["/organisation", "organisation"], ["/organisation/membres", "members"], ["/organisation/sites/nouveau", "new-site"], ["/compte", "account"]]) {
    await visitor.open(address);
    await visitor.look(name);
  }
  await visitor.open("/organisation");
  await visitor.follow("Épicerie de Libourne");
  await visitor.arrives("Épicerie de Libourne");
  await visitor.look("site");
}
