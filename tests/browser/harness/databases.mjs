// A fresh database for one walk, of either kind.
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { postgresUrl } from "./environment.mjs";
import { temporaryFolder } from "./folders.mjs";
import { run } from "./processes.mjs";

/** Opens an empty database; `url` is what the server is told, `remove` takes the database away. */
export function openDatabase(kind) {
  return kind === "postgres" ? postgres() : sqlite();
}

function sqlite() {
  const url = `sqlite:${path.join(temporaryFolder(), "maillage.db")}`;
  return { url, remove: () => {} };
}

async function postgres() {
  const server = postgresUrl();
  const name = `maillage_stories_${process.pid}`;
  const say = (sql) => run(psql(), ["--quiet", "--no-psqlrc", "--command", sql, server]);
  await say(`create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return { url: url.href, remove: () => say(`drop database ${name} with (force)`) };
}

/** On the search path, or where Debian keeps a version's own programs. */
function psql() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => b - a) : [];
  return versions.map((version) => path.join(debian, version, "bin/psql")).find(existsSync) ?? "psql";
}
