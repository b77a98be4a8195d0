// The calls of a page to the API that wait for an answer.

const API = /\/api\/v1\//;

export class Calls {
  #open = new Set();

  constructor(page) {
    page.on("request", (request) => API.test(request.url()) && this.#open.add(request));
    page.on("response", (response) => this.#open.delete(response.request()));
    page.on("requestfailed", (request) => this.#open.delete(request));
  }

  /** Whether there are none. */
  get none() {
    return this.#open.size === 0;
  }
}
