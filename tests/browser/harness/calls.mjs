// The calls to the API that are on their way.

const API = /\/api\/v1\//;

export class Calls {
  #open = new Set();

  constructor(context) {
    context.on("request", (request) => API.test(request.url()) && this.#open.add(request));
    for (const event of ["requestfinished", "requestfailed"]) {
      context.on(event, (request) => this.#open.delete(request));
    }
  }

  /** Whether there are none. */
  get none() {
    return this.#open.size === 0;
  }
}
