import type { Consistency } from '../history/operation.ts';
import type { Board } from './board.ts';
import type { Client } from './client.ts';
import { REGISTERS, SHARED_REGISTERS } from './tables.ts';

const table = 'faults_registers';

/** Registers of its own that a client changes, beside the shared ones. */
const OWN = 3;

/** Changes registers from the version that it knows, and reads one again when it does not know any more. */
export class RegisterChanger {
  readonly #client: Client;
  readonly #board: Board;
  readonly #registers: number[];
  readonly #known = new Map<number, number>();

  constructor(client: Client, board: Board) {
    this.#client = client;
    this.#board = board;
    const first = SHARED_REGISTERS + ((client.number * OWN) % (REGISTERS - SHARED_REGISTERS));
    this.#registers = [...range(0, SHARED_REGISTERS), ...range(first, Math.min(first + OWN, REGISTERS))];
  }

  async step(): Promise<void> {
    const register = this.#client.random.pick(this.#registers);
    const expected = this.#known.get(register) ?? (await readRegister(this.#client, register, 'session'));
    if (expected === undefined) return;
    this.#known.delete(register);
    const id = this.#board.nextId();
    const { outcome, status } = await this.#client.write(
      {
        table,
        update: { version: expected + 1, changed_by: id },
        where: { key: register, version: expected },
        expect: { changes: 1 },
      },
      { about: 'register', id, register, expected },
    );
    if (outcome === 'ok') this.#known.set(register, expected + 1);
    else if (outcome === 'failed' && status !== 409) this.#known.set(register, expected);
  }
}

export function readAnyRegister(client: Client, consistency: Consistency): Promise<number | undefined> {
  const shared = client.random.next() < 0.5;
  return readRegister(
    client,
    client.random.integer(0, (shared ? SHARED_REGISTERS : REGISTERS) - 1),
    consistency,
  );
}

/** @returns the version, where the read is answered. */
async function readRegister(
  client: Client,
  register: number,
  consistency: Consistency,
): Promise<number | undefined> {
  const rows = await client.read(
    { table, columns: ['version', 'changed_by'], where: { key: register } },
    consistency,
    ([row]) => ({
      about: 'register',
      register,
      seen: { version: Number(row?.['version'] ?? -1), by: Number(row?.['changed_by'] ?? -1) },
    }),
  );
  return rows && Number(rows[0]?.['version']);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from }, (_, index) => from + index);
}
