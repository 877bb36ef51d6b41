/** How long a rehearsal waits for what must come, in ms. Nothing is held to a time: these only end waiting in vain. */
export const patience = {
  hostsMs: 600_000,
  playbookMs: 1_200_000,
  rebootMs: 600_000,
  /** Until something that was killed or has booted serves again. */
  recoveryMs: 180_000,
  /** A few requests or commands. */
  callsMs: 120_000,
};
