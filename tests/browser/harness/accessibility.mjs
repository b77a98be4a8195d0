// Accessibility by axe: nothing serious or critical against WCAG 2.2, levels A and AA.
import { load } from "./environment.mjs";

const { source } = load("axe-core");

const OPTIONS = {
  runOnly: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"] },
  resultTypes: ["violations"],
};

/** The rules that the page breaks, each with the elements that break it. */
export async function accessibilityDefects(page) {
  await page.evaluate(`if (!window.axe) { ${source} }`);
  const { violations } = await page.evaluate((options) => window.axe.run(document, options), OPTIONS);
  return violations.filter(({ impact }) => impact === "serious" || impact === "critical").map(explain);
}

function explain({ id, impact, help, nodes }) {
  const elements = nodes.map((node) => `    ${node.target.join(" ")}  ${node.html.slice(0, 160)}\n      ${why(node)}`);
  return `${id} (${impact}): ${help}\n${elements.join("\n")}`;
}

function why(node) {
  return [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ");
}
