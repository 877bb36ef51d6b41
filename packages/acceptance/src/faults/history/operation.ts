import type { Operation } from '../contract.ts';

export type Consistency = 'session' | 'eventual';

/** What every request of the load has in common. */
interface Call extends Operation {
  /** Of the last answer; 0 when none came. */
  status: number;
  /** What that answer gave as its reason, when it was no success. */
  detail: string | undefined;
}

interface Write extends Call {
  kind: 'write';
  /** Where in the log the database says that it stands; known of acknowledged direct statements only. */
  offset: number | undefined;
}

interface Read extends Call {
  kind: 'read';
  consistency: Consistency;
}

/** A version of a row that only ever goes up by one, and the id of the change that led to it; 0 for none. */
export interface Version {
  version: number;
  by: number;
}

/** Inserts a row that carries the id of its request. */
export interface TokenInsert extends Write {
  about: 'token';
  id: number;
}

export interface TokenRead extends Read {
  about: 'token';
  id: number;
  /** Rows with this id. */
  rows: number;
}

/** One of several inserts that want the same unique name. */
export interface Claim extends Write {
  about: 'name';
  id: number;
  name: string;
}

export interface ClaimRead extends Read {
  about: 'name';
  name: string;
  /** Ids of the claims that won, more than one in a broken database only. */
  owners: readonly number[];
}

/** Takes a register from the version that its client knows to the next one, or is refused. */
export interface RegisterChange extends Write {
  about: 'register';
  id: number;
  register: number;
  expected: number;
}

export interface RegisterRead extends Read {
  about: 'register';
  register: number;
  seen: Version;
}

/** Sets a cell, whatever it holds. */
export interface CellWrite extends Write {
  about: 'cell';
  id: number;
  cell: number;
}

export interface CellRead extends Read {
  about: 'cell';
  cell: number;
  /** Id of the write; 0 for none. */
  value: number;
}

/** Moves money between two accounts, provided that both are as its client knows them, and notes it in a ledger. */
export interface Transfer extends Write {
  about: 'account';
  id: number;
  from: number;
  to: number;
  expectedFrom: number;
  expectedTo: number;
  amount: number;
}

/** One read of all accounts, in the order of their numbers. */
export interface AccountsRead extends Read {
  about: 'account';
  balances: readonly number[];
  versions: readonly number[];
  by: readonly number[];
}

/** A new user, by way of the users service. */
export interface UserAdd extends Write {
  about: 'user';
  username: string;
}

export interface UserRead extends Read {
  about: 'user';
  username: string;
  present: boolean;
}

/** A ride is known by its creator and its timestamp, of which there are no two. */
export interface RideOffer extends Write {
  about: 'offer';
  ride: string;
}

export interface RideJoin extends Write {
  about: 'join';
  ride: string;
  username: string;
}

export interface RideRemoval extends Write {
  about: 'removal';
  ride: string;
}

export interface RideRead extends Read {
  about: 'ride';
  ride: string;
  /** All who go along, the creator first; undefined when there is no such ride. */
  users: readonly string[] | undefined;
}

/** The rides of one pair of areas, which belongs to one client. */
export interface RideList extends Read {
  about: 'list';
  /** Which rides can be on it: those that begin with this. */
  prefix: string;
  rides: readonly string[];
}

/** A read that was not answered, and so tells nothing of the database. */
export interface FailedRead extends Read {
  about: 'nothing';
}

export type LoadRead =
  | TokenRead
  | ClaimRead
  | RegisterRead
  | CellRead
  | AccountsRead
  | UserRead
  | RideRead
  | RideList
  | FailedRead;

/** Writes that are statements of a client's own, sent to the orchestrator. */
export type DirectWrite = TokenInsert | Claim | RegisterChange | CellWrite | Transfer;

export type LoadWrite = DirectWrite | UserAdd | RideOffer | RideJoin | RideRemoval;

/** A request with all that its client knows about it. */
export type LoadOperation = LoadRead | LoadWrite;
