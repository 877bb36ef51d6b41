/** The exit codes of every command. */
export const exitCode = { ok: 0, failed: 1, usage: 2, notRunning: 3, interrupted: 130 } as const;
