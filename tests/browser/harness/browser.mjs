// The browser: one process, a context of its own for each person.
import { CHROMIUM, load } from "./environment.mjs";
import { Person } from "./person.mjs";

const { chromium } = load("playwright-core");

export const FLAGS = [
  "--no-sandbox",
  // The pickers of dates speak the browser's own language, not that of the page.
  "--lang=fr-FR",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // Whatever a page tries to reach outside is not even looked up.
  "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
];

export class Browser {
  /** Starts it with an empty profile. */
  static async launch(url) {
    const program = await chromium.launch({ executablePath: CHROMIUM, headless: true, args: FLAGS });
    return new Browser(program, url);
  }

  constructor(program, url) {
    this.program = program;
    this.url = url;
  }

  /** Somebody sits down at a device of their own. */
  async person(name, { width, height, touch = false, worker = true }) {
    const context = await this.program.newContext({
      baseURL: this.url,
      viewport: { width, height },
      hasTouch: touch,
      serviceWorkers: worker ? "allow" : "block",
      locale: "fr-FR",
      timezoneId: "Europe/Paris",
      colorScheme: "light",
      // A colour that is still changing has no contrast that could be judged.
      reducedMotion: "reduce",
    });
    context.setDefaultTimeout(15_000);
    return new Person(name, context, await context.newPage(), { url: this.url, width });
  }

  async close() {
    await this.program.close();
  }
}
