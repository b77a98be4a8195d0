// All stories in the order in which they are played.
import { giving } from "./giving.mjs";
import { joining } from "./joining.mjs";

export const STORIES = [joining, giving];

/** The chosen stories with those that they build on: the path of the surplus is one story in several parts. */
export function withThoseBefore(chosen) {
  const last = STORIES.findLastIndex((story) => story.isPath && chosen.includes(story));
  const needed = chosen.some((story) => !story.isPath) ? STORIES.length : last + 1;
  return STORIES.filter((story, place) => (story.isPath && place < needed) || chosen.includes(story));
}
