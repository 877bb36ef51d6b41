import { engineError } from './engine-errors.ts';

/**
 * The answer of a call of dockerode's. It has none of its own when the connection breaks in the middle of an answer,
 * or when the engine hangs, so that no call goes without a deadline.
 * @throws {EngineUnavailableError}
 * @throws {EngineRefusalError}
 */
export async function ask<T>(ms: number, call: (abortSignal: AbortSignal) => Promise<T>): Promise<T> {
  const abortSignal = AbortSignal.timeout(ms);
  const { promise: expired, reject }: PromiseWithResolvers<never> = Promise.withResolvers();
  abortSignal.addEventListener('abort', () => reject(new Error(`nothing within ${ms} ms`)), { once: true });
  try {
    return await Promise.race([call(abortSignal), expired]);
  } catch (error) {
    throw engineError(error);
  }
}
