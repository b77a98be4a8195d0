// Waiting for what happens by itself.

/** Asks again and again until the answer is truthy, and returns it. */
export async function until(what, ask, patience = 10_000) {
  const end = Date.now() + patience;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`waited ${patience / 1000} s in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
