// The app on somebody's telephone that shows six digits (TOTP, RFC 6238: SHA-1, 30 seconds).
import { createHmac } from "node:crypto";
import { until } from "./waiting.mjs";

const PERIOD = 30;
const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

export class Authenticator {
  #key;
  /** The period of the code that was given last: each is good once. */
  #used = -1;

  /** Scans a secret in base 32. */
  constructor(secret) {
    this.#key = fromBase32(secret);
  }

  /** A code that has not been given yet; waits for the next period where it must. */
  async nextCode() {
    const period = await until("the next code", () => this.#fresh(), (PERIOD + 5) * 1000);
    this.#used = period;
    return codeOf(this.#key, period);
  }

  #fresh() {
    const period = Math.floor(Date.now() / 1000 / PERIOD);
    return period > this.#used && period;
  }
}

function codeOf(key, period) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(period));
  const digest = createHmac("sha1", key).update(counter).digest();
  const place = digest.at(-1) & 0xf;
  const number = digest.readUInt32BE(place) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

function fromBase32(text) {
  const letters = text.toUpperCase().replaceAll(/[^A-Z2-7]/g, "");
  const bits = [...letters].map((letter) => ALPHABET.indexOf(letter).toString(2).padStart(5, "0")).join("");
  return Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
}
