/** What the network does to a connection, in both directions alike. Nothing, when it is empty. */
export interface Weather {
  /** Nothing passes and nobody is told; what is held back passes later, as TCP would send it again. */
  silent?: boolean;
  /** Everything arrives this much later. */
  delayMs?: number;
  /** Everything arrives in small pieces. */
  drip?: { bytes: number; everyMs: number };
}

export interface Clock {
  /** Monotonic, ms. */
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** The weather over one connection, which changes while data are under way. */
export class Sky {
  #weather: Weather = {};
  #cleared = Promise.withResolvers<undefined>();

  get weather(): Weather {
    return this.#weather;
  }

  set weather(weather: Weather) {
    this.#weather = weather;
    this.#cleared.resolve(undefined);
    this.#cleared = Promise.withResolvers();
  }

  /** Resolves when something may pass. */
  async open(): Promise<void> {
    while (this.#weather.silent === true) await this.#cleared.promise;
  }
}
