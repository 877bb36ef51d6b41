import { startTime } from './proc.ts';

/**
 * Stops a process where it stands (SIGSTOP): its connections stay open, and it answers nobody.
 * @returns what lets that very process go on, should it still be there
 */
export function freeze(pid: number): () => void {
  const started = startTime(pid);
  if (started === undefined) return () => undefined;
  process.kill(pid, 'SIGSTOP');
  return () => {
    if (startTime(pid) === started) process.kill(pid, 'SIGCONT');
  };
}
