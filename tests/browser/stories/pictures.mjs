// Camille photographs what she gives; Jean looks at it before he sets out.
import { CAMILLE, JEAN, PHONE } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { logIn } from "./habits.mjs";
import { until } from "../harness/waiting.mjs";

/** Longest side of a photo as the server keeps it, pixels. */
const MAX_SIDE = 1600;
const BREAD = "Pain de la veille";

export const pictures = {
  name: "pictures",
  title: "A photo spares many questions",
  on: ["sqlite"],
  steps: [
    ["Camille adds a photo to her offer, which her browser has made small", adds],
    ["Jean sees it on the board and opens it large by the keyboard", looks],
    ["Without network it is still there; one that does not come leaves a quiet box", withoutNetwork],
    ["What is no photo is refused in words, and can be put away", refused],
    ["Camille takes her photo away", removes],
    ["She chooses a photo before she publishes; it follows the offer", publishes],
    ["Without network the form says that photos have to wait", waits],
  ],
};

async function adds(stage) {
  const camille = await stage.guest("camille-with-camera", PHONE);
  await camille.open(stage.memory.offer);
  await logIn(camille, CAMILLE);
  await camille.arrives(YOGHURT);
  await camille.reads("Pas encore de photo.");
  await choose(camille, "cageots.jpg", await photograph(camille, 2400, 1600));
  await camille.page.getByRole("button", { name: "Agrandir la photo 1 sur 1" }).waitFor();
  await drawn(camille, ".photo-button img");
  await camille.look("photos-own");
}

async function looks(stage) {
  const jean = await stage.guest("jean-looking", PHONE);
  await jean.open("/offres?pres=reseau");
  await logIn(jean, JEAN);
  await jean.arrives("Offres");
  const card = jean.page.locator(".board-list").getByRole("link", { name: new RegExp(YOGHURT) });
  await drawn(jean, ".board-list .photo-box img");
  await jean.look("board-with-photo");
  await card.click();
  await jean.arrives(YOGHURT);
  await jean.page.getByRole("button", { name: "Agrandir la photo 1 sur 1" }).press("Enter");
  await drawn(jean, ".photo-large");
  const width = await jean.page.locator(".photo-large").evaluate((image) => image.naturalWidth);
  if (width !== MAX_SIDE) throw new Error(`the photo is ${width} px wide`);
  await jean.look("photo-large");
  await jean.page.keyboard.press("Escape");
  await jean.page.locator(".photo-large").waitFor({ state: "detached" });
}

async function withoutNetwork({ people: { "jean-looking": jean } }) {
  await jean.page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await jean.reload();
  await drawn(jean, ".photo-button img");
  await jean.network(false);
  await jean.reload();
  await drawn(jean, ".photo-button img");
  await jean.network(true);
  // Seen twice: by the page, and by its service worker.
  for (let answers = 0; answers < 2; answers += 1) jean.problems.expect(404);
  // One that nobody has.
  await jean.page.locator(".photo-button img").evaluate((image) => (image.src = image.src.replace(/[0-9a-f]{8}/, "00000000")));
  await jean.page.locator(".photo-missing").waitFor({ state: "attached" });
  await jean.look("photo-missing");
}

async function refused({ people: { "camille-with-camera": camille } }) {
  camille.problems.expect(415);
  await choose(camille, "liste.jpg", Buffer.from("120 kg de yaourts"));
  await camille.reads("Ce fichier n'est pas une photo JPEG, PNG ou WebP.");
  await camille.look("photo-refused");
  await camille.page.getByRole("listitem").filter({ hasText: "liste.jpg" }).getByRole("button", { name: "Retirer" }).click();
  await camille.page.getByText("liste.jpg").waitFor({ state: "detached" });
}

async function removes({ people: { "camille-with-camera": camille } }) {
  await camille.press("Retirer la photo 1");
  await camille.reads("Photo retirée");
  await camille.reads("Pas encore de photo.");
}

async function publishes({ people: { "camille-with-camera": camille } }) {
  await camille.open("/offres/publier");
  await camille.complete("Catégorie", "pain", "Pain");
  await camille.type("Intitulé", BREAD);
  await camille.type("Quantité", "10");
  await camille.pick("Date sur l'emballage", "Sans date");
  await camille.pick("Quand peut-on venir ?", "demain, 9 h");
  await choose(camille, "pain.jpg", await photograph(camille, 300, 200));
  await drawn(camille, ".photo-row img");
  await camille.look("publish-with-photo");
  await camille.press("Publier l'offre");
  await camille.arrives(BREAD);
  await camille.page.getByRole("button", { name: "Agrandir la photo 1 sur 1" }).waitFor();
  await drawn(camille, ".photo-button img");
}

async function waits({ people: { "camille-with-camera": camille } }) {
  await camille.open("/offres/publier");
  await camille.network(false);
  await camille.reads("Pas de réseau : les photos ne peuvent pas être gardées sur l'appareil.");
  await camille.network(true);
  await camille.page.getByText("Choisir des photos").waitFor();
}

/** Chooses a file as if from the device's photos. */
export async function choose(person, name, buffer) {
  await person.page.getByLabel("Choisir des photos").setInputFiles({ name, mimeType: "image/jpeg", buffer });
}

/** A JPEG with enough detail to be as large as those of a camera. */
export async function photograph({ page }, width, height) {
  const address = await page.evaluate(([width, height]) => {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    for (let n = 0; n < 6000; n += 1) {
      context.fillStyle = `hsl(${(n * 47) % 360} 60% ${30 + (n % 50)}%)`;
      context.fillRect((n * 7919) % width, (n * 104729) % height, 40, 25);
    }
    return canvas.toDataURL("image/jpeg", 0.95);
  }, [width, height]);
  return Buffer.from(address.split(",")[1], "base64");
}

/** Waits until a picture is there and can be seen. */
export async function drawn({ page }, selector) {
  const image = page.locator(selector).first();
  await image.scrollIntoViewIfNeeded();
  await until(`${selector} is drawn`, () => image.evaluate((one) => one.complete && one.naturalWidth > 0));
}
