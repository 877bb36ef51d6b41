import { parts } from './health.ts';
import { places } from './places.ts';
import { summaryOf } from './summary.ts';
import type { Health, Part } from './health.ts';

/** Writes only what is new, so that a screen reader does not read the same sentence again. */
function write(selector: string, text: string): void {
  for (const element of document.querySelectorAll(selector))
    if (element.textContent !== text) element.textContent = text;
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

export function showHealth(health: Record<Part, Health>, at: Date): void {
  for (const part of parts) {
    const { state, detail } = health[part];
    document.querySelector(places.part(part))?.setAttribute('data-state', state);
    write(places.state(part), capitalized(state));
    write(places.detail(part), detail);
  }
  write(places.summary, summaryOf(health));
  write(places.time, `Asked at ${at.toLocaleTimeString()}.`);
}

/** Puts the address of this page into the calls to try. */
export function showOrigin(origin: string): void {
  write(places.origin, origin);
}
