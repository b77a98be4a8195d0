// What somebody without a mouse does.
import { until } from "./waiting.mjs";

/** More stops than any page needs. */
const MOST_STOPS = 80;

/** Presses Tab until something has the focus. */
export async function tabTo(visitor, target) {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    await visitor.page.keyboard.press("Tab");
    if (await hasFocus(target)) return;
  }
  throw new Error(`${target} was not reached in ${MOST_STOPS} stops`);
}

/** Waits until the keyboard is there: it follows what was done a moment later. */
export async function isFocused(target) {
  await target.waitFor();
  await until(`the keyboard is at ${target}`, () => hasFocus(target));
}

function hasFocus(target) {
  return target.evaluate((element) => element === document.activeElement);
}
