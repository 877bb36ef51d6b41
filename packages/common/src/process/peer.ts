type Message =
  | { rideshare: 'tell'; topic: string; value: unknown }
  | { rideshare: 'ask'; topic: string; id: number; value: unknown }
  | { rideshare: 'answer'; id: number; value: unknown }
  | { rideshare: 'failure'; id: number; reason: string };

type Handler = (value: unknown) => unknown;

/** The other end is gone, or failed to answer. */
export class PeerError extends Error {
  readonly code = 'ERR_PEER';
}

/** One end of the channel between the primary and a process of its cluster. Messages arrive in the order they were sent. */
export class Peer {
  readonly #send: (message: Message) => void;
  readonly #handlers = new Map<string, Handler>();
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();
  #lastId = 0;

  constructor(send: (message: Message) => void) {
    this.#send = send;
  }

  on(topic: string, handler: Handler): void {
    this.#handlers.set(topic, handler);
  }

  tell(topic: string, value?: unknown): void {
    this.#send({ rideshare: 'tell', topic, value });
  }

  /**
   * What the other end's handler returns; undefined when it has none.
   * @throws {PeerError} when the other end is gone before it has answered, or its handler throws
   */
  ask(topic: string, value?: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#send({ rideshare: 'ask', topic, id, value });
    return waiting.promise;
  }

  /** Takes in what came over the channel; what is not ours is left alone. */
  receive(message: unknown): void {
    if (!isMessage(message)) return;
    if (message.rideshare === 'tell') {
      this.#handlers.get(message.topic)?.(message.value);
    } else if (message.rideshare === 'ask') {
      void this.#answer(message.topic, message.id, message.value);
    } else {
      const waiting = this.#waiting.get(message.id);
      this.#waiting.delete(message.id);
      if (message.rideshare === 'answer') waiting?.resolve(message.value);
      else waiting?.reject(new PeerError(message.reason));
    }
  }

  /** Nothing more will come from the other end. */
  gone(): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new PeerError('the process is gone'));
    this.#waiting.clear();
  }

  async #answer(topic: string, id: number, question: unknown): Promise<void> {
    try {
      const value = await this.#handlers.get(topic)?.(question);
      this.#send({ rideshare: 'answer', id, value });
    } catch (error) {
      this.#send({ rideshare: 'failure', id, reason: String(error) });
    }
  }
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'rideshare' in value;
}
