/** What clients tell each other, so that one looks at what another has just done. */
export class Board {
  readonly tokens = new Recent<number>();
  readonly names = new Recent<string>();
  readonly users = new Recent<string>();
  readonly rides = new Recent<{ ride: string; rideId: number }>();
  #lastId = 0;

  /** An id for a request, and for what it writes. */
  nextId(): number {
    return ++this.#lastId;
  }
}

const REMEMBERED = 50;

/** The newest of many things. */
export class Recent<T> {
  readonly #items: T[] = [];

  add(item: T): void {
    this.#items.push(item);
    if (this.#items.length > REMEMBERED) this.#items.shift();
  }

  get items(): readonly T[] {
    return this.#items;
  }
}
