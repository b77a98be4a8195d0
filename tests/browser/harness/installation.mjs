// One running installation of Maillage: the binary in an empty folder, with a database and a mail server.
import { createWriteStream, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { BINARY } from "./environment.mjs";
import { temporaryFolder } from "./folders.mjs";
import { Mailbox } from "./mailbox.mjs";
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
    };
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

  /** Waits for a mail to somebody whose subject fits, and returns its text. */
  mailTo(address, subject) {
    const fits = ({ head }) => head.to?.includes(address) && subject.test(head.subject ?? "");
    return until(`a mail to ${address} about ${subject}`, () => this.allMails().find(fits)?.text, 20_000);
  }

  allMails() {
    return this.mailbox.mails.map(({ source }) => parseMail(source));
  }

  async stop() {
    await stop(this.server);
    await this.mailbox.close();
  }
}

/** Enough of RFC 5322 and RFC 2047 for mails that we write ourselves. */
function parseMail(source) {
  const [headers, ...text] = source.split("\r\n\r\n");
  const lines = headers.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const head = Object.fromEntries(lines.map((line) => [line.split(":")[0].toLowerCase(), decode(line)]));
  const body = text.join("\r\n\r\n");
  return { head, text: head["content-transfer-encoding"] === "quoted-printable" ? unquoted(body) : body };
}

/** The text that quoted-printable stands for (RFC 2045): how mails travel between servers. */
function unquoted(body) {
  const bytes = body.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

function decode(line) {
  const value = line.slice(line.indexOf(":") + 1).trim();
  const joined = value.replaceAll(/\?=\s+=\?/g, "?==?");
  return joined.replaceAll(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, base64) => Buffer.from(base64, "base64").toString("utf8"));
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
