import type { TableDefinition } from '@rideshare/dbaas';

/** The tables that the load makes for itself, each with what its rows are at first. */
export interface LoadTable {
  definition: TableDefinition;
  rows: Record<string, string | number>[];
}

export const REGISTERS = 64;
/** Registers that several clients change; each of the others has one writer. */
export const SHARED_REGISTERS = 4;
export const CELLS = 8;
export const ACCOUNTS = 8;
/** What each account holds at first. */
export const BALANCE = 1_000;

const id = { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true } as const;
const key = { name: 'key', type: 'integer', primaryKey: true } as const;
const integer = (name: string) => ({ name, type: 'integer', notNull: true }) as const;

const numbered = <T extends object>(count: number, row: T) =>
  Array.from({ length: count }, (_, number) => ({ key: number, ...row }));

export const TABLES = {
  /** Nothing is unique in it, so that an insert that is done twice shows. */
  faults_tokens: { definition: { columns: [id, integer('token')] }, rows: [] },
  faults_names: {
    definition: {
      columns: [id, { name: 'name', type: 'text', notNull: true, unique: true }, integer('owner')],
    },
    rows: [],
  },
  faults_registers: {
    definition: { columns: [key, integer('version'), integer('changed_by')] },
    rows: numbered(REGISTERS, { version: 0, changed_by: 0 }),
  },
  faults_cells: {
    definition: { columns: [key, integer('value')] },
    rows: numbered(CELLS, { value: 0 }),
  },
  faults_accounts: {
    definition: { columns: [key, integer('balance'), integer('version'), integer('changed_by')] },
    rows: numbered(ACCOUNTS, { balance: BALANCE, version: 0, changed_by: 0 }),
  },
  /** The ledger. */
  faults_transfers: {
    definition: {
      columns: [id, integer('transfer'), integer('source'), integer('target'), integer('amount')],
    },
    rows: [],
  },
} satisfies Record<string, LoadTable>;
