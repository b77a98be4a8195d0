// Reads mails back: enough of RFC 5322, 2045 to 2047 for those that we write ourselves.
import assert from "node:assert/strict";

/** A mail from its source: `head` by lower-case name, and its two forms, `text` and `html`. */
export function parseMail(source) {
  const whole = parsePart(source);
  const [, boundary] = whole.head["content-type"]?.match(/boundary="([^"]+)"/) ?? [];
  if (!boundary) return { ...whole, html: "" };
  const parts = whole.text.split(`--${boundary}`).slice(1, -1).map((part) => parsePart(part.replace(/^\r\n/, "")));
  const of = (kind) => parts.find(({ head }) => head["content-type"]?.startsWith(kind))?.text ?? "";
  return { head: whole.head, text: of("text/plain"), html: of("text/html") };
}

/** Fails unless the mail's HTML says what its text says: each word, each accent, and each address as a link. */
export function checkForms({ text, html }) {
  const plain = (form) => form.replaceAll(/\s+/g, " ").trim();
  const shown = html.replaceAll(/<head>.*?<\/head>/gs, "").replaceAll(/<[^>]*>/g, " ");
  const read = plain(entities(shown));
  assert.equal(read.replaceAll(/ (?=[.,;:)])/g, ""), plain(text.replace(/^-- $/m, "")).replaceAll(/ (?=[.,;:)])/g, ""));
  const linked = [...html.matchAll(/href="([^"]*)"/g)].map(([, address]) => entities(address));
  assert.deepEqual(linked, text.match(/https?:\/\/[^\s]+?(?=[.,;:)…]*(\s|$))/g) ?? []);
  assert.match(html, /charset="utf-8"/);
}

function parsePart(source) {
  const [headers, ...rest] = source.split("\r\n\r\n");
  const lines = headers.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n");
  const head = Object.fromEntries(lines.map((line) => [line.split(":")[0].toLowerCase(), decode(line)]));
  return { head, text: decoded(rest.join("\r\n\r\n"), head["content-transfer-encoding"]) };
}

/** The text that a transfer encoding stands for (RFC 2045 §6): how mails travel between servers. */
function decoded(body, encoding) {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return body;
  const bytes = body.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** A header's text (RFC 2047). */
function decode(line) {
  const value = line.slice(line.indexOf(":") + 1).trim();
  const joined = value.replaceAll(/\?=\s+=\?/g, "?==?");
  return joined.replaceAll(/=\?utf-8\?b\?([^?]*)\?=/gi, (_, base64) => Buffer.from(base64, "base64").toString("utf8"));
}

function entities(html) {
  const letters = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&#39;": "'", "&amp;": "&" };
  return html.replaceAll(/&(lt|gt|quot|#39|amp);/g, (entity) => letters[entity]);
}
