import { Recent } from './recent.ts';

const REMEMBERED = 50;

/** What clients tell each other, so that one looks at what another has just done. */
export class Board {
  readonly tokens = new Recent<number>(REMEMBERED);
  readonly names = new Recent<string>(REMEMBERED);
  readonly users = new Recent<string>(REMEMBERED);
  readonly rides = new Recent<{ ride: string; rideId: number }>(REMEMBERED);
  #lastId = 0;

  /** An id for a request, and for what it writes. */
  nextId(): number {
    return ++this.#lastId;
  }
}
