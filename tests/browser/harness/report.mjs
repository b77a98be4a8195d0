// One line for each step, and the line at the end that xtask counts by.

export class Report {
  passed = 0;
  failed = 0;

  title(text) {
    console.log(`\n${text}`);
  }

  /**
   * Does one step and says how it went. `defects` tells what was found on the way without ending the step. Returns
   * whether the step came to its end.
   */
  async step(what, work, defects = () => []) {
    const started = Date.now();
    let error;
    try {
      await work();
    } catch (thrown) {
      error = thrown;
    }
    const found = [...defects(), ...(error ? [readable(error)] : [])];
    this[found.length > 0 ? "failed" : "passed"] += 1;
    const lines = found.flatMap((text) => text.split("\n")).slice(0, 80);
    const outcome = found.length > 0 ? "FAILED" : "ok    ";
    console.log([`  ${outcome} ${seconds(started)}  ${what}`, ...lines].join("\n           "));
    return !error;
  }

  /** Says that a step was not tried, because one before it failed. */
  skip(what) {
    console.log(`  not reached    ${what}`);
  }

  close() {
    console.log(`\n${this.passed} passed, ${this.failed} failed`);
  }
}

function seconds(started) {
  return `${((Date.now() - started) / 1000).toFixed(1).padStart(5)} s`;
}

function readable(error) {
  // Playwright colours its messages for terminals.
  return String(error?.stack ?? error).replaceAll(/\u001b\[\d+m/g, "");
}
