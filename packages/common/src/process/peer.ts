type Message =
  | { rideshare: 'tell'; topic: string; value: unknown }
  | { rideshare: 'ask'; topic: string; id: number; value: unknown }
  | { rideshare: 'answer'; id: number; value: unknown };

type Handler = (value: unknown) => unknown;

/** The other end is gone; what was asked will not be answered. */
export class PeerGoneError extends Error {
  readonly code = 'ERR_PEER_GONE';
}

/** One end of the message channel between the primary and a process of its cluster. Messages arrive in order. */
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

  /** What this end's handler returns; undefined when it has none. */
  async local(topic: string, question?: unknown): Promise<unknown> {
    return await this.#handlers.get(topic)?.(question);
  }

  tell(topic: string, value?: unknown): void {
    this.#send({ rideshare: 'tell', topic, value });
  }

  /**
   * What the other end's handler returns; undefined when it has none.
   * @throws {PeerGoneError} when it is gone before it has answered
   */
  ask(topic: string, value?: unknown): Promise<unknown> {
    const id = ++this.#lastId;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(id, waiting);
    this.#send({ rideshare: 'ask', topic, id, value });
    return waiting.promise;
  }

  receive(message: unknown): void {
    if (!isMessage(message)) return;
    if (message.rideshare === 'answer') {
      this.#waiting.get(message.id)?.resolve(message.value);
      this.#waiting.delete(message.id);
    } else if (message.rideshare === 'tell') {
      this.#handlers.get(message.topic)?.(message.value);
    } else {
      void this.#answer(message.topic, message.id, message.value);
    }
  }

  /** Nothing more will come from the other end. */
  gone(): void {
    for (const waiting of this.#waiting.values()) waiting.reject(new PeerGoneError('the process is gone'));
    this.#waiting.clear();
  }

  async #answer(topic: string, id: number, question: unknown): Promise<void> {
    this.#send({ rideshare: 'answer', id, value: await this.local(topic, question) });
  }
}

function isMessage(value: unknown): value is Message {
  return typeof value === 'object' && value !== null && 'rideshare' in value;
}
