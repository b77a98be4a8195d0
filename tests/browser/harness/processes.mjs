// Programs that we start, none of which outlives us.
import { spawn } from "node:child_process";

const running = new Set();

process.on("exit", stopEverything);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
  process.on(signal, () => process.exit(1));
}

/** Starts a program in the background. */
export function start(program, args, options) {
  const child = spawn(program, args, options);
  running.add(child);
  child.once("exit", () => running.delete(child));
  return child;
}

/** Runs a program to its end; fails with what it said unless it ended well. Returns its standard output. */
export function run(program, args, { input = "", ...options } = {}) {
  return new Promise((resolve, reject) => {
    const child = start(program, args, { ...options, stdio: "pipe" });
    let output = "";
    let complaints = "";
    child.stdout.on("data", (text) => (output += text));
    child.stderr.on("data", (text) => (complaints += text));
    child.once("error", reject);
    child.once("close", (code, signal) => {
      if (code === 0) resolve(output);
      else reject(new Error(`${program} ${args[0]} ended with ${code ?? signal}: ${complaints || output}`));
    });
    // A program that does not read its input closes the pipe early.
    child.stdin.on("error", () => {});
    child.stdin.end(input);
  });
}

/** Asks a program to end, insists after a while, and waits until it has. */
export async function stop(child) {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  const insist = setTimeout(() => child.kill("SIGKILL"), 10_000);
  await ended;
  clearTimeout(insist);
}

/** Ends what is still running, at once. */
export function stopEverything() {
  for (const child of running) child.kill("SIGKILL");
}
