// All stories in the order in which they are played. On PostgreSQL those are played that show what a browser could see of
// the database: the whole way, and what is told at once. The rest of what differs is the API's tests' to find, which run on
// both.
import { activity } from "./activity.mjs";
import { answering } from "./answering.mjs";
import { claiming } from "./claiming.mjs";
import { collecting } from "./collecting.mjs";
import { conflicts } from "./conflicts.mjs";
import { conversations } from "./conversations.mjs";
import { drafts } from "./drafts.mjs";
import { equipmentNeeds } from "./equipment_needs.mjs";
import { finding } from "./finding.mjs";
import { giving } from "./giving.mjs";
import { handing } from "./handing.mjs";
import { food } from "./food.mjs";
import { forgotten, secondFactor } from "./identity.mjs";
import { joining } from "./joining.mjs";
import { keyboard } from "./keyboard.mjs";
import { lending } from "./lending.mjs";
import { loans } from "./loans.mjs";
import { matching } from "./matching.mjs";
import { members } from "./members.mjs";
import { needs } from "./needs.mjs";
import { notices } from "./notices.mjs";
import { offline } from "./offline.mjs";
import { phones } from "./phones.mjs";
import { pictures } from "./pictures.mjs";
import { queued } from "./queued.mjs";
import { racing } from "./racing.mjs";
import { reporting } from "./reporting.mjs";
import { rounds } from "./rounds.mjs";
import { searching } from "./searching.mjs";
import { sessions } from "./sessions.mjs";
import { skills } from "./skills.mjs";
import { stock } from "./stock.mjs";
import { tours } from "./tours.mjs";
import { visits } from "./visits.mjs";

/** The way of the surplus, in parts that build on each other. */
export const PATH = [joining, giving, claiming, handing];

/**
 * Small stories, each of which builds on the whole way and on nothing else. The last one leaves Jean without an
 * organisation.
 */
const SIDE = [
  visits, sessions, searching, finding, keyboard, offline, queued, drafts, conflicts, phones, racing, forgotten, secondFactor,
  needs, matching, food, pictures, loans, lending, equipmentNeeds, conversations, skills, tours, stock, activity, notices,
  answering, reporting, rounds, collecting, members,
];

export const STORIES = [...PATH, ...SIDE];

/** The chosen stories with those that they build on. */
export function withThoseBefore(chosen) {
  const last = Math.max(...chosen.map((story) => (SIDE.includes(story) ? PATH.length : PATH.indexOf(story) + 1)));
  return [...PATH.slice(0, last), ...SIDE.filter((story) => chosen.includes(story))];
}
