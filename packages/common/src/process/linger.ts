/** How long a process that others replace waits for the next request on an idle connection, to answer it with `Connection: close`. */
const RELOAD_LINGER_MS = 1_000;

let reloading = false;

/** Notes that the process stops because a new one has taken over, so that nobody need be turned away. */
export function markReloading(): void {
  reloading = true;
}

/** How long idle connections stay open once the server drains, in ms. */
export function idleLingerMs(): number {
  return reloading ? RELOAD_LINGER_MS : 0;
}
