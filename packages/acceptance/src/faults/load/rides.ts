import type { Board } from './board.ts';
import type { Client, ServiceAnswer } from './client.ts';

const AREAS = 198;
/** After so many offers a client goes on with another pair of areas, so that lists stay short. */
const RIDES_A_PAIR = 20;
const PASSWORD = '0123456789abcdef0123456789abcdef01234567';
const FIRST_DEPARTURE = Date.UTC(2090, 0, 1);
const RIVALRY = 0.2;

interface Listed {
  rideId: number;
  username: string;
  timestamp: string;
}

/** A user of the rides service, with pairs of areas that nobody else uses. */
export class Rider {
  readonly #client: Client;
  readonly #board: Board;
  readonly #clients: number;
  readonly #run: string;
  #offers = 0;
  #own: { ride: string; rideId: number }[] = [];
  readonly #calledOff = new Set<string>();

  /** @param clients in all, so that their pairs of areas differ */
  constructor(client: Client, board: Board, { clients, run }: { clients: number; run: string }) {
    this.#client = client;
    this.#board = board;
    this.#clients = clients;
    this.#run = run;
  }

  async step(): Promise<void> {
    const dice = this.#client.random.next();
    if (this.#board.users.items.length < 5 || dice < 0.06) await this.#addUser();
    else if (this.#own.length === 0 || dice < 0.25) await this.#offer();
    else if (dice < 0.45) await this.#list();
    else if (dice < 0.7) await this.#join();
    else if (dice < 0.95) await readRide(this.#client, this.#board);
    else await this.#remove();
  }

  async #addUser(): Promise<void> {
    const username = `${this.#run}-${this.#board.nextId()}`;
    const json = { username, password: PASSWORD };
    const rivals = this.#client.random.next() < RIVALRY ? 2 : 1;
    const answers = await Promise.all(
      Array.from({ length: rivals }, () =>
        this.#client.ask({ method: 'PUT', path: '/api/v1/users', json }, { about: 'user', username }),
      ),
    );
    if (answers.some(({ outcome }) => outcome === 'ok')) this.#board.users.add(username);
  }

  async #offer(): Promise<void> {
    const created_by = this.#client.random.pick(this.#board.users.items);
    const timestamp = departure(this.#offers++);
    const areas = this.#areas();
    const json = { created_by, timestamp, ...areas };
    const ride = rideName({ ...areas, timestamp, created_by });
    await this.#client.ask({ method: 'POST', path: '/api/v1/rides', json }, { about: 'offer', ride });
    await this.#list();
  }

  async #list(): Promise<void> {
    const areas = this.#areas();
    const { source, destination } = areas;
    await this.#client.look(`/api/v1/rides?source=${source}&destination=${destination}`, ({ content }) => {
      const listed = ((content ?? []) as Listed[]).map(({ rideId, username, timestamp }) => ({
        ride: rideName({ ...areas, timestamp, created_by: username }),
        rideId,
      }));
      this.#own = listed.filter(({ ride }) => !this.#calledOff.has(ride));
      for (const ride of listed.slice(-1)) this.#board.rides.add(ride);
      return { about: 'list', prefix: pairName(areas), rides: listed.map(({ ride }) => ride) };
    });
  }

  async #join(): Promise<void> {
    if (this.#own.length === 0) return;
    const { ride, rideId } = this.#client.random.pick(this.#own);
    const username = this.#client.random.pick(this.#board.users.items);
    await this.#client.ask(
      { method: 'POST', path: `/api/v1/rides/${rideId}`, json: { username } },
      { about: 'join', ride, username },
    );
  }

  /** Once at most for each ride. */
  async #remove(): Promise<void> {
    const first = this.#own.shift();
    if (!first) return;
    const { ride, rideId } = first;
    this.#calledOff.add(ride);
    await this.#client.ask({ method: 'DELETE', path: `/api/v1/rides/${rideId}` }, { about: 'removal', ride });
  }

  #areas(): { source: number; destination: number } {
    const pair =
      this.#client.number + this.#clients * Math.floor(Math.max(0, this.#offers - 1) / RIDES_A_PAIR);
    const source = pair % AREAS;
    const apart = 1 + (Math.floor(pair / AREAS) % (AREAS - 1));
    return { source: source + 1, destination: ((source + apart) % AREAS) + 1 };
  }
}

/** Looks at one ride of anybody's. */
export async function readRide(client: Client, board: Board): Promise<void> {
  if (board.rides.items.length === 0) return;
  const { ride, rideId } = client.random.pick(board.rides.items);
  await client.look(`/api/v1/rides/${rideId}`, ({ content }: ServiceAnswer) => ({
    about: 'ride',
    ride,
    users: (content as { users: string[] } | undefined)?.users,
  }));
}

export interface RideFacts {
  source: number;
  destination: number;
  timestamp: string;
  created_by: string;
}

/** How the history names a ride. */
export function rideName({ timestamp, created_by, ...areas }: RideFacts): string {
  return `${pairName(areas)}${timestamp}/${created_by}`;
}

function pairName({ source, destination }: { source: number; destination: number }): string {
  return `${source}-${destination}/`;
}

/** So many seconds after the first departure, in the notation of the service. */
function departure(seconds: number): string {
  const moment = new Date(FIRST_DEPARTURE + seconds * 1_000).toISOString();
  const [year, month, day, hour, minute, second] = moment.split(/\D/);
  return `${day ?? ''}-${month ?? ''}-${year ?? ''}:${second ?? ''}-${minute ?? ''}-${hour ?? ''}`;
}
