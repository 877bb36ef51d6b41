import { once } from 'node:events';

export class InterruptedError extends Error {
  override readonly name = 'InterruptedError';
}

/** Rejects at Ctrl-C; a second one ends this process at once. */
export async function interruption(): Promise<never> {
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  throw new InterruptedError();
}
