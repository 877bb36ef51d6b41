import { setTimeout as sleep } from 'node:timers/promises';
import { groupMembers, isAlive } from './identity.ts';
import type { ProcessIdentity } from './identity.ts';

const pollMs = 20;

/** Signals that very process; false when it is gone already. */
export function signalProcess(identity: ProcessIdentity, signal: NodeJS.Signals): boolean {
  if (!isAlive(identity)) return false;
  try {
    return process.kill(identity.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Waits for its end, at most `timeoutMs`; true when it has ended. */
export async function awaitEnd(identity: ProcessIdentity, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(identity)) {
    if (performance.now() >= deadline) return false;
    await sleep(pollMs);
  }
  return true;
}

/** Kills what a dead or stubborn leader left of its group, and waits until nothing of it is there. */
export async function sweepGroup(leader: ProcessIdentity): Promise<void> {
  for (let left = groupMembers(leader); left.length > 0; left = groupMembers(leader)) {
    for (const member of left) signalProcess(member, 'SIGKILL');
    await sleep(pollMs);
  }
}

/** Asks with `signal`, waits `graceMs`, kills, and leaves nothing of its process group behind. */
export async function stopProcess(
  identity: ProcessIdentity,
  signal: NodeJS.Signals,
  graceMs: number,
): Promise<void> {
  if (signalProcess(identity, signal)) await awaitEnd(identity, graceMs);
  await sweepGroup(identity);
}
