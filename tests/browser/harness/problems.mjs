// Defects of pages: complaints on the console, failed requests, requests that leave the server, and what `look` finds.

/** "Nobody is logged in": how the application asks when it starts. */
const WHO_AM_I = /\/api\/v1\/auth\/(me|refresh)$/;

/** How the application renews an access token that has run out, after ten minutes; what it asked meanwhile was refused. */
const RENEWAL = /\/api\/v1\/auth\/refresh$/;

/** Chromium's own line about an answer that we judge by its status. */
const ABOUT_AN_ANSWER = /^Failed to load resource: the server responded/;

/** What the driver says when the story wanted no service worker. */
const WITHOUT_WORKER = /^Service Worker registration blocked by Playwright/;

/** What Chromium and the loader of chunks say of a request that could not leave the device. */
const WITHOUT_NETWORK = /net::ERR_INTERNET_DISCONNECTED|TypeError: Failed to fetch/;

export class Problems {
  #found = [];
  #expected = [];
  #allowed = [];
  #offline = false;
  #wasOffline = false;
  #refused = [];
  #renewed = false;

  constructor(context, origin) {
    context.on("console", (message) => this.#hear(message));
    context.on("weberror", (error) => this.note(`exception: ${error.error().message}`));
    context.on("request", (request) => this.#see(request, origin));
    context.on("response", (response) => this.#judge(response));
  }

  /** The next answer to a call with this status is part of the story. */
  expect(status) {
    this.#expected.push(status);
  }

  /** Answers with these statuses, as many as come until the step's end, are part of the story. */
  allow(...statuses) {
    this.#allowed.push(...statuses);
  }

  /**
   * Whether the story has taken the network away, so that requests fail. What the page says of them may reach us when the
   * network is back, so it is the story's doing until the step's end.
   */
  set offline(is) {
    this.#offline = is;
    this.#wasOffline ||= is;
  }

  /** What was noted since the last time; fails for what was expected and did not come. */
  take() {
    const missing = this.#expected.map((status) => `no answer with status ${status}`);
    const all = [...this.#found, ...(this.#renewed ? [] : this.#refused), ...missing];
    [this.#found, this.#refused, this.#renewed] = [[], [], false];
    this.#expected = [];
    this.#allowed = [];
    this.#wasOffline = this.#offline;
    return all;
  }

  /** Notes a defect: the step has failed, but the story can go on. */
  note(text) {
    this.#found.push(text);
  }

  #hear(message) {
    if (!["error", "warning", "assert"].includes(message.type())) return;
    const text = message.text();
    if (ABOUT_AN_ANSWER.test(text) || WITHOUT_WORKER.test(text)) return;
    if (this.#wasOffline && WITHOUT_NETWORK.test(text)) return;
    this.note(`console: ${text} (${message.location().url})`);
  }

  #see(request, origin) {
    const url = request.url();
    if (!url.startsWith(`${origin}/`) && !/^(data|blob|about):/.test(url)) this.note(`a request left the server: ${url}`);
  }

  #judge(response) {
    const [status, url] = [response.status(), new URL(response.url())];
    if (status === 200 && RENEWAL.test(url.pathname)) this.#renewed = true;
    if (status < 400 || (status === 401 && WHO_AM_I.test(url.pathname)) || this.#allowed.includes(status)) return;
    const told = `${status} for ${response.request().method()} ${url.pathname}${url.search}`;
    const place = this.#expected.indexOf(status);
    if (place >= 0) this.#expected.splice(place, 1);
    else (status === 401 ? this.#refused : this.#found).push(told);
  }
}
