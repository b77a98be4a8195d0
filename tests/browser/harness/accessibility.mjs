// Accessibility by axe: nothing serious or critical against WCAG 2.2, levels A and AA.
import { load } from "./environment.mjs";

const { source } = load("axe-core");

const OPTIONS = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/** What was found already, and where first: a defect of the frame stands on every page. */
const known = new Map();

/** The rules that a page breaks, each with the elements that break it where it is new. */
export async function accessibilityDefects(page, where) {
  await page.evaluate(`if (!window.axe) { ${source} }`);
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map((violation) => {
    const text = explain(violation);
    if (known.has(text)) return `axe, ${where}: ${violation.id}, the same as on ${known.get(text)}`;
    known.set(text, where);
    return `axe, ${where}: ${text}`;
  });
}

function explain({ id, impact, help, nodes }) {
  const elements = nodes.map((node) => `    ${node.target.join(" ")}  ${node.html.slice(0, 160)}\n      ${why(node)}`);
  return `${id} (${impact}): ${help}\n${elements.join("\n")}`;
}

function why(node) {
  return [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
}
