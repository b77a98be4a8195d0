// Somebody with a browser: does what people do, and looks at pages with more care than people have.
import { accessibilityDefects } from "./accessibility.mjs";
import { Calls } from "./calls.mjs";
import { Problems } from "./problems.mjs";
import { until } from "./waiting.mjs";
import { beginning, exactly, words } from "./words.mjs";

export class Person {
  constructor(name, context, page, { url, width }) {
    this.name = name;
    this.context = context;
    this.width = width;
    this.problems = new Problems(context, url);
    this.page = page;
    this.calls = new Calls(page);
  }

  /** Opens an address, as from a bookmark. */
  async open(address) {
    await this.page.goto(address);
    await this.settle();
  }

  async reload() {
    await this.page.reload();
    await this.settle();
  }

  async follow(link, where = this.page) {
    await where.getByRole("link", { name: beginning(link) }).first().click();
  }

  async press(button, where = this.page) {
    await where.getByRole("button", { name: beginning(button) }).first().click();
  }

  /** Types into a field, in place of what is there. */
  async type(label, text, where = this.page) {
    await where.getByRole("textbox", { name: exactly(label) }).or(where.getByLabel(exactly(label))).first().fill(text);
  }

  /** Waits until a field holds a text. */
  async holds(label, text) {
    const field = this.page.getByRole("textbox", { name: exactly(label) });
    await until(`"${label}" holds ${text}`, async () => (await field.inputValue()) === text);
  }

  /** Ticks one of several answers that are all visible: the finger lands on the words. */
  async pick(question, answer) {
    const group = this.page.getByRole("group", { name: beginning(question) });
    await group.locator("label", { hasText: beginning(answer) }).click();
  }

  /** Chooses from a list that opens. */
  async select(label, option) {
    const list = this.page.getByRole("combobox", { name: exactly(label) });
    const wanted = list.locator("option").filter({ hasText: exactly(option) }).first();
    await list.selectOption(await wanted.getAttribute("value"));
  }

  /** Types the beginning of something and chooses what is proposed. */
  async complete(label, text, proposal) {
    const field = this.page.getByRole("combobox", { name: exactly(label) });
    await field.fill("");
    await field.pressSequentially(text);
    await this.page.getByRole("option", { name: beginning(proposal) }).first().click();
  }

  /** Waits until the page says something. */
  async reads(text, where = this.page) {
    await where.getByText(words(text)).filter({ visible: true }).first().waitFor();
  }

  /** Waits until the page's heading says something. */
  async arrives(heading) {
    await this.page.getByRole("heading", { level: 1, name: words(heading) }).waitFor();
    await this.settle();
  }

  /** Waits until nothing is on its way and the page has come to rest. */
  async settle() {
    await this.page.waitForLoadState("load");
    await until("the page is complete", async () => this.calls.none && (await this.page.evaluate(isComplete)));
  }

  /** Looks at the page by day and by night: a picture of each, axe, and nothing that sticks out sideways. */
  async look(what) {
    // Tabs in the background are drawn late or never.
    await this.page.bringToFront();
    await this.settle();
    await this.checkWidth(what);
    for (const scheme of ["light", "dark"]) {
      await this.page.emulateMedia({ colorScheme: scheme });
      // Colours and dialogs fade: what is halfway has contrasts that nobody sees.
      await until("nothing moves", () => this.page.evaluate(isStill));
      const suffix = scheme === "dark" ? "-dark" : "";
      await this.page.screenshot({ path: this.picture(`${what}-${this.width}${suffix}`) });
      const defects = await accessibilityDefects(this.page, `${what} (${scheme}, ${this.width} px)`);
      for (const defect of defects) this.problems.note(defect);
    }
    await this.page.emulateMedia({ colorScheme: "light" });
  }

  /** A page must not be wider than the screen. */
  async checkWidth(what) {
    const [wide, screen] = await this.page.evaluate(() => {
      const root = document.documentElement;
      return [root.scrollWidth, root.clientWidth];
    });
    if (wide > screen) this.problems.note(`${what} is ${wide} px wide on a screen of ${screen} px`);
  }

  /** The same person in another tab. */
  async anotherTab() {
    const page = await this.context.newPage();
    return Object.assign(Object.create(Person.prototype), this, { page, calls: new Calls(page) });
  }

  /** Comes into reach of the network, or leaves it. */
  async network(reachable) {
    this.problems.offline = !reachable;
    await this.context.setOffline(!reachable);
  }

  async leave() {
    await this.context.close();
  }
}

/** Runs in the page: whether all that is shown is there, and stays so for a moment. */
async function isComplete() {
  const unfinished = "#app .skeleton, #app .spinner, #app [aria-busy=true], .first-view";
  for (let looks = 0; looks < 2; looks += 1) {
    // Not by frames: a tab in the background draws none.
    await new Promise((resolve) => setTimeout(resolve, 20));
    if (document.fonts.status !== "loaded" || document.querySelector(unfinished)) return false;
  }
  return true;
}

/** Whether nothing moves but what moves for ever. */
function isStill() {
  const moves = (one) => one.playState === "running" && one.effect?.getComputedTiming().endTime !== Infinity;
  return !document.getAnimations().some(moves);
}
