// Words as they are typed in a story, found as they are set on a page.

/** Text as a pattern: the application sets typographic apostrophes and no-break spaces. Patterns stay as they are. */
export function words(text) {
  return text instanceof RegExp ? text : new RegExp(pattern(text));
}

/** The same, and nothing before it. */
export function beginning(text) {
  return new RegExp(`^\\s*${pattern(text)}`);
}

/** The same, and nothing before or after it but the remark that a field is optional. */
export function exactly(text) {
  return new RegExp(`^\\s*${pattern(text)}\\s*(facultatif|optional)?\\s*$`);
}

function pattern(text) {
  return text
    .replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&")
    .replaceAll("'", "['’]")
    .replaceAll(/\s+/g, "\\s+");
}
