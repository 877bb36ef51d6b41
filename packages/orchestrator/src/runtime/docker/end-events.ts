import { createInterface } from 'node:readline';
import type Docker from 'dockerode';
import { ask } from './ask.ts';
import type { EndEvents } from './engine.ts';

export interface EndEventsOptions {
  docker: Docker;
  /** Labels of the containers. */
  label: string[];
  /** How long the engine may take to begin. */
  answerTimeoutMs: number;
  onEnd: (id: string) => void;
}

/**
 * Subscribes to the ends of containers, from the last 256 events on that the engine remembers. It may have begun to
 * answer when it does not listen to its own events yet; what ends just then is among those.
 */
export async function endEvents(options: EndEventsOptions): Promise<EndEvents> {
  const { docker, label, answerTimeoutMs, onEnd } = options;
  const connection = new AbortController();
  const question: Docker.GetEventsOptions = {
    since: 0,
    filters: { type: ['container'], event: ['die'], label },
    abortSignal: connection.signal,
  };
  try {
    const stream = await ask(answerTimeoutMs, () => docker.getEvents(question));
    const closed: PromiseWithResolvers<void> = Promise.withResolvers();
    stream.on('error', () => undefined).once('close', closed.resolve);
    createInterface({ input: stream })
      .on('error', () => undefined)
      .on('line', (line) => {
        const id = containerOf(line);
        if (id !== undefined) onEnd(id);
      });
    return { closed: closed.promise, close: () => connection.abort() };
  } catch (error) {
    connection.abort();
    throw error;
  }
}

/** Undefined for a part of an event, which is what a broken connection may leave. */
function containerOf(event: string): string | undefined {
  try {
    return (JSON.parse(event) as { id: string }).id;
  } catch {
    return undefined;
  }
}
