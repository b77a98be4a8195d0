// Without a mouse: the skip link, and a claim by Tab and Enter alone.
import { isFocused, tabTo } from "../harness/keys.mjs";
import { beginning } from "../harness/words.mjs";
import { DESK, NADIA } from "./cast.mjs";
import { YOGHURT } from "./giving.mjs";
import { logIn } from "./habits.mjs";

export const keyboard = {
  name: "keyboard",
  title: "By the keyboard alone",
  on: ["sqlite"],
  steps: [
    ["The first stop leads past the navigation", skip],
    ["Nadia claims 10 kg by Tab, digits and Enter", claim],
  ],
};

async function skip(stage) {
  const visitor = await stage.guest("visitor", DESK);
  await visitor.open(stage.memory.offer);
  await logIn(visitor, NADIA);
  await visitor.arrives(YOGHURT);
  await visitor.reload();
  await visitor.page.keyboard.press("Tab");
  const link = visitor.page.getByRole("link", { name: "Aller au contenu" });
  await isFocused(link);
  await visitor.page.screenshot({ path: visitor.picture("skip-link-1280") });
  await visitor.page.keyboard.press("Enter");
  await isFocused(visitor.page.getByRole("main"));
}

async function claim({ people: { visitor } }) {
  const { keyboard } = visitor.page;
  await tabTo(visitor, visitor.page.getByRole("textbox", { name: beginning("Quelle quantité ?") }));
  await keyboard.press("Control+a");
  await keyboard.type("10");
  await tabTo(visitor, visitor.page.getByRole("combobox", { name: beginning("Quand viendrez-vous ?") }));
  await keyboard.press("ArrowDown");
  await tabTo(visitor, visitor.page.getByRole("button", { name: beginning("Réserver 10 kg") }));
  await visitor.page.screenshot({ path: visitor.picture("keyboard-claim-1280") });
  await keyboard.press("Enter");
  await visitor.reads("Demande envoyée");
  // The reader's focus has followed to the new page.
  await isFocused(visitor.page.getByRole("heading", { level: 1 }));
}
