// Days on the clocks of the network, which are those of Paris.

const PARIS = "Europe/Paris";
const DAY = 86_400_000;

/** The day so many days from today, as a date field takes it: `2026-11-26`. */
export function dayFromToday(days) {
  // Swedish dates are ISO dates.
  return new Date(Date.now() + days * DAY).toLocaleDateString("sv-SE", { timeZone: PARIS });
}

/** What the day so many days from today is called: `lundi`. */
export function weekdayFromToday(days) {
  return new Date(Date.now() + days * DAY).toLocaleDateString("fr-FR", { timeZone: PARIS, weekday: "long" });
}

/** Days of the week in their order. */
export function inOrder(weekdays) {
  const week = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];
  return week.filter((day) => weekdays.includes(day));
}

/** The week so many weeks ago on the network's calendar, as ISO 8601 counts it: `2026-W48`. */
export function isoWeek(ago) {
  const day = new Date(`${dayFromToday(-7 * ago)}T12:00:00Z`);
  const thursday = new Date(day);
  thursday.setUTCDate(day.getUTCDate() + 4 - (day.getUTCDay() || 7));
  const year = thursday.getUTCFullYear();
  const number = Math.ceil(((thursday - Date.UTC(year, 0, 1)) / DAY + 1) / 7);
  return { number, name: `${year}-W${String(number).padStart(2, "0")}` };
}
