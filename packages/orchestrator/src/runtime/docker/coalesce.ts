/**
 * One call of the action at a time. Whoever calls meanwhile shares the next one, so that every answer is younger than
 * its question, and no answer is overtaken by an older one.
 */
export function coalesce<T>(action: () => Promise<T>): () => Promise<T> {
  let latest: Promise<unknown> = Promise.resolve();
  let next: Promise<T> | undefined;

  return () =>
    (next ??= latest.then(() => {
      const call = action();
      next = undefined;
      latest = call.catch(() => undefined);
      return call;
    }));
}
