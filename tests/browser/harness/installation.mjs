// One running installation of Maillage: the binary in an empty folder, with a database and a mail server.
import { createWriteStream, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { BINARY } from "./environment.mjs";
import { temporaryFolder } from "./folders.mjs";
import { Mailbox } from "./mailbox.mjs";
import { checkForms, parseMail } from "./mails.mjs";
import { run, start, stop } from "./processes.mjs";
import { until } from "./waiting.mjs";

export class Installation {
  /** Starts the server in a folder that holds nothing: it must need no file beside it. */
  static async start(database, output) {
    const folder = temporaryFolder();
    const port = await freePort();
    const mailbox = await Mailbox.open();
    const installation = new Installation(folder, port, database.url, mailbox);
    const log = createWriteStream(path.join(output, "server.log"));
    installation.server = start(BINARY, ["serve"], installation.surroundings());
    installation.server.stdout.pipe(log);
    installation.server.stderr.pipe(log);
    await until("the server is ready", () => installation.isReady(), 60_000);
    return installation;
  }

  constructor(folder, port, database, mailbox) {
    this.folder = folder;
    this.url = `http://127.0.0.1:${port}`;
    this.mailbox = mailbox;
    // Nothing of our own environment: a setting of the developer must not change a story.
    this.environment = {
      PATH: process.env.PATH,
      MAILLAGE_LISTEN: `127.0.0.1:${port}`,
      MAILLAGE_DATABASE: database,
      MAILLAGE_PUBLIC_URL: this.url,
      MAILLAGE_MAIL__SMTP: mailbox.url,
      MAILLAGE_SMS__COMMAND: this.gateway(),
    };
  }

  /** A program that sends SMS into a file: number, tab, text. */
  gateway() {
    const program = path.join(this.folder, "gateway");
    writeFileSync(program, `#!/bin/sh\n{ printf '%s\\t' "$1"; cat; echo; } >> "${this.sent()}"\n`, { mode: 0o700 });
    return program;
  }

  sent() {
    return path.join(this.folder, "sms.txt");
  }

  /** Waits for an SMS to a number and returns its text. */
  async smsTo(number) {
    const found = () => {
      const lines = existsSync(this.sent()) ? readFileSync(this.sent(), "utf8").split("\n") : [];
      return lines.findLast((line) => line.startsWith(`${number}\t`))?.slice(number.length + 1);
    };
    await until(`an SMS to ${number}`, async () => Boolean(found()), 30_000);
    return found();
  }

  surroundings() {
    return { cwd: this.folder, env: this.environment, stdio: ["ignore", "pipe", "pipe"] };
  }

  async isReady() {
    if (this.server.exitCode !== null) throw new Error(`the server ended with ${this.server.exitCode}: see server.log`);
    const answer = await fetch(`${this.url}/readyz`).catch(() => null);
    return answer?.ok ?? false;
  }

  /** Runs another command of the binary on the same database. */
  command(args, input) {
    return run(BINARY, args, { cwd: this.folder, env: this.environment, input });
  }

  /** Creates the account that administers the network, which no page can. */
  async createAdministrator({ name, email, password }) {
    await this.command(["create-admin", "--email", email, "--name", name], `${password}\n`);
  }

  /** Imports communes from rows of `insee_code,name,postcodes,department,latitude,longitude`. */
  async importCommunes(rows) {
    const file = path.join(this.folder, "communes.csv");
    writeFileSync(file, ["insee_code,name,postcodes,department,latitude,longitude", ...rows, ""].join("\n"));
    await this.command(["import", "communes", file]);
    rmSync(file);
  }

  /** Waits for a mail to somebody whose subject fits, sees that its HTML says the same, and returns its text. */
  async mailTo(address, subject) {
    const fits = ({ head }) => head.to?.includes(address) && subject.test(head.subject ?? "");
    const mail = await until(`a mail to ${address} about ${subject}`, () => this.allMails().find(fits), 20_000);
    checkForms(mail);
    return mail.text;
  }

  allMails() {
    return this.mailbox.mails.map(({ source }) => parseMail(source));
  }

  async stop() {
    await stop(this.server);
    await this.mailbox.close();
  }
}

/** A port that is free now. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}
