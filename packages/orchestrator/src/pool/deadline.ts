import type { Clock } from './clock.ts';

/** The promise's outcome, or a failure when it has none within this time. */
export async function within<T>(ms: number, promise: Promise<T>, clock: Clock): Promise<T> {
  const { promise: expired, reject }: PromiseWithResolvers<never> = Promise.withResolvers();
  const cancel = clock.after(ms, () => reject(new Error(`no answer within ${ms} ms`)));
  try {
    return await Promise.race([promise, expired]);
  } finally {
    cancel();
  }
}
