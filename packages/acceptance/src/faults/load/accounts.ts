import type { Consistency } from '../history/operation.ts';
import type { Board } from './board.ts';
import type { Client } from './client.ts';
import { ACCOUNTS, BALANCE } from './tables.ts';

const table = 'faults_accounts';

interface Account {
  key: number;
  balance: number;
  version: number;
}

/** Reads all accounts, and moves money between two of them if they are still as they were. */
export async function transfer(client: Client, board: Board): Promise<void> {
  const rows = await readAccounts(client, 'session');
  if (rows?.length !== ACCOUNTS) return;
  const [from, to] = client.random.shuffle(rows);
  if (!from || !to || from.balance === 0) return;
  const amount = client.random.integer(1, Math.min(from.balance, BALANCE / 10));
  const id = board.nextId();
  await client.write(
    {
      transaction: [
        change(from, -amount, id),
        { table: 'faults_transfers', insert: { transfer: id, source: from.key, target: to.key, amount } },
        change(to, amount, id),
      ],
    },
    {
      about: 'account',
      id,
      from: from.key,
      to: to.key,
      expectedFrom: from.version,
      expectedTo: to.version,
      amount,
    },
  );
}

export async function readAccounts(client: Client, consistency: Consistency): Promise<Account[] | undefined> {
  const rows = await client.read({ table, orderBy: 'key' }, consistency, (accounts) => ({
    about: 'account',
    balances: accounts.map(({ balance }) => Number(balance)),
    versions: accounts.map(({ version }) => Number(version)),
    by: accounts.map((row) => Number(row['changed_by'])),
  }));
  return rows as Account[] | undefined;
}

function change({ key, balance, version }: Account, amount: number, id: number): object {
  return {
    table,
    update: { balance: balance + amount, version: version + 1, changed_by: id },
    where: { key, version },
    expect: { changes: 1 },
  };
}
