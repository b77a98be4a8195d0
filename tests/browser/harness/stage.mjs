// Where stories are played: the installation, the people, and what they remember from one story to the next.
import path from "node:path";

export class Stage {
  #pictures = 0;

  /** Facts that one story leaves for the next: addresses, codes. */
  memory = {};
  people = {};

  constructor({ installation, browser, output, report }) {
    Object.assign(this, { installation, browser, output, report });
  }

  /**
   * Plays a story: its steps build on each other, so one that does not come to its end ends it. Returns whether the
   * story came to its end.
   */
  async play(story) {
    this.report.title(`${path.basename(this.output)} · ${story.title}`);
    let goesOn = true;
    for (const [what, work] of story.steps) {
      if (goesOn) goesOn = await this.report.step(what, () => work(this), () => this.#defects());
      else this.report.skip(what);
    }
    if (!goesOn) await this.#keepWhatWentWrong(story);
    await this.#sendGuestsHome();
    return goesOn;
  }

  /** Says that a story cannot be played, because one that it builds on did not come to its end. */
  skip(story) {
    this.report.skip(story.title);
  }

  #defects() {
    const of = ({ name, problems }) => problems.take().map((text) => `${name}: ${text}`);
    return Object.values(this.people).flatMap(of);
  }

  /** Somebody who stays from story to story; comes in at the first call. */
  async invite(name, device) {
    if (!this.people[name]) {
      this.people[name] = await this.browser.person(name, device);
      this.people[name].picture = (words) => this.#picture(words);
    }
    return this.people[name];
  }

  /** Somebody who is there for one story alone. */
  async guest(name, device) {
    const person = await this.invite(name, device);
    person.isGuest = true;
    return person;
  }

  async #sendGuestsHome() {
    for (const [name, person] of Object.entries(this.people).filter(([, person]) => person.isGuest)) {
      await person.leave();
      delete this.people[name];
    }
  }

  async #keepWhatWentWrong(story) {
    for (const person of Object.values(this.people)) {
      console.log(`         ${person.name} was at ${person.page.url()}`);
      const file = this.#picture(`failure-${story.name}-${person.name}`);
      // A picture of a page that hangs is not worth a second failure.
      await person.page.screenshot({ path: file, timeout: 5_000 }).catch(() => {});
    }
  }

  #picture(words) {
    this.#pictures += 1;
    return path.join(this.output, `${String(this.#pictures).padStart(2, "0")}-${words}.png`);
  }
}
