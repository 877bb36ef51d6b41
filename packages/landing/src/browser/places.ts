import type { Part } from './health.ts';

/** Where in the page things are shown, as CSS selectors. */
export const places = {
  part: (part: Part) => `[data-part="${part}"]`,
  state: (part: Part) => `[data-part="${part}"] [data-show="state"]`,
  detail: (part: Part) => `[data-part="${part}"] [data-show="detail"]`,
  summary: '[data-show="summary"]',
  time: '[data-show="time"]',
  origin: '[data-show="origin"]',
} as const;
