import type { Consistency } from '../history/operation.ts';
import { readAccounts, transfer } from './accounts.ts';
import type { Board } from './board.ts';
import { readCell, writeCell } from './cells.ts';
import type { Client } from './client.ts';
import { claimName, readName } from './names.ts';
import { readAnyRegister, RegisterChanger } from './registers.ts';
import { readRide, Rider } from './rides.ts';
import { insertToken, readToken } from './tokens.ts';
import { readUser } from './users.ts';

export type Step = () => Promise<unknown>;

type Role = 'writer' | 'reader' | 'changer' | 'rider';

/** The roles that clients take in turn. */
const ROLES: readonly Role[] = [
  'writer',
  'reader',
  'changer',
  'reader',
  'writer',
  'rider',
  'changer',
  'reader',
];

/** How often a reader asks for what may be old. */
const EVENTUAL = 0.3;

/** What a client does again and again. Writers only write and readers only read. */
export function stepsOf(client: Client, board: Board, all: { clients: number; run: string }): Step {
  switch (ROLES[client.number % ROLES.length]) {
    case 'writer':
      return oneOf(client, [
        [5, () => insertToken(client, board)],
        [4, () => writeCell(client, board)],
        [1, () => claimName(client, board)],
      ]);
    case 'changer': {
      const changer = new RegisterChanger(client, board);
      return oneOf(client, [
        [3, () => changer.step()],
        [1, () => transfer(client, board)],
      ]);
    }
    case 'rider': {
      const rider = new Rider(client, board, all);
      return () => rider.step();
    }
    default:
      return reading(client, board);
  }
}

function reading(client: Client, board: Board): Step {
  const consistency = (): Consistency => (client.random.next() < EVENTUAL ? 'eventual' : 'session');
  return oneOf(client, [
    [3, () => readToken(client, board, consistency())],
    [3, () => readAnyRegister(client, consistency())],
    [3, () => readCell(client)],
    [2, () => readAccounts(client, consistency())],
    [1, () => readName(client, board, consistency())],
    [1, () => readUser(client, board)],
    [1, () => readRide(client, board)],
  ]);
}

/** What a client does that knows the services only. Every other one only reads. */
export function serviceStepsOf(client: Client, board: Board, all: { clients: number; run: string }): Step {
  if (client.number % 2 > 0)
    return oneOf(client, [
      [1, () => readUser(client, board)],
      [1, () => readRide(client, board)],
    ]);
  const rider = new Rider(client, board, all);
  return () => rider.step();
}

function oneOf({ random }: Client, weighted: readonly (readonly [number, Step])[]): Step {
  const bag = weighted.flatMap(([weight, step]) => Array.from({ length: weight }, () => step));
  return () => random.pick(bag)();
}
