// A mail server of our own: takes every mail that is sent to it and keeps it. Speaks as much SMTP (RFC 5321) as a
// sender without encryption and log-in needs.
import { createServer } from "node:net";

export class Mailbox {
  #server;
  #connections = new Set();
  /** What came in: `{ from, to, source }`, the source as it went over the wire. */
  mails = [];

  /** Listens on a free port of this machine. */
  static async open() {
    const mailbox = new Mailbox();
    mailbox.#server = createServer((socket) => mailbox.#talk(socket));
    await new Promise((resolve) => mailbox.#server.listen(0, "127.0.0.1", resolve));
    return mailbox;
  }

  /** Its address, as the setting `mail.smtp` takes it. */
  get url() {
    return `smtp://127.0.0.1:${this.#server.address().port}`;
  }

  async close() {
    for (const socket of this.#connections) socket.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #talk(socket) {
    this.#connections.add(socket);
    socket.on("close", () => this.#connections.delete(socket));
    // Whoever hangs up in the middle of a mail has not sent it.
    socket.on("error", () => socket.destroy());
    const conversation = new Conversation((mail) => this.mails.push(mail));
    socket.write("220 mailbox ready\r\n");
    let rest = "";
    socket.setEncoding("utf8").on("data", (chunk) => {
      const lines = (rest + chunk).split("\r\n");
      rest = lines.pop();
      for (const line of lines) {
        const answer = conversation.hear(line);
        if (answer) socket.write(`${answer}\r\n`);
        if (answer?.startsWith("221")) socket.end();
      }
    });
  }
}

/** One connection: remembers the envelope, then collects the lines of the mail. */
class Conversation {
  #deliver;
  #envelope = { from: "", to: [] };
  /** The lines of the mail under way; null between mails. */
  #lines = null;

  constructor(deliver) {
    this.#deliver = deliver;
  }

  /** The answer to a line; none within a mail. */
  hear(line) {
    if (this.#lines) return this.#take(line);
    const [verb] = line.toUpperCase().split(/[\s:]/);
    switch (verb) {
      case "EHLO":
        return "250-mailbox\r\n250 8BITMIME";
      case "MAIL":
        this.#envelope = { from: addressIn(line), to: [] };
        return "250 ok";
      case "RCPT":
        this.#envelope.to.push(addressIn(line));
        return "250 ok";
      case "DATA":
        this.#lines = [];
        return "354 go on, end with a dot";
      case "QUIT":
        return "221 bye";
      case "HELO":
      case "NOOP":
      case "RSET":
        return "250 ok";
      default:
        return "502 not known here";
    }
  }

  #take(line) {
    if (line !== ".") {
      // A dot at the beginning was doubled by the sender.
      this.#lines.push(line.startsWith(".") ? line.slice(1) : line);
      return undefined;
    }
    this.#deliver({ ...this.#envelope, source: this.#lines.join("\r\n") });
    this.#lines = null;
    return "250 kept";
  }
}

function addressIn(line) {
  return line.match(/<([^>]*)>/)?.[1] ?? "";
}
