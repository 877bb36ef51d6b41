import type { FinalState, Violation } from '../contract.ts';
import type { AccountsRead, LoadOperation, Transfer } from '../history/operation.ts';
import { ACCOUNTS, BALANCE } from '../load/tables.ts';
import { refused } from './facts.ts';
import { checkMonotonic } from './monotonic.ts';
import { numbersOf, rowsOf, type Row } from './rows.ts';
import { checkChain } from './version-chain.ts';
import { violation } from './violation.ts';
import { checkWriteOnce } from './write-once.ts';

const TOTAL = ACCOUNTS * BALANCE;

/** Money is neither made nor lost: not in any read, not in the end, not between ledger and accounts. */
export function checkAccounts(operations: readonly LoadOperation[], state: FinalState): Violation[] {
  const ops = operations.filter((op) => op.about === 'account');
  const transfers = ops.filter((op) => op.kind === 'write');
  const reads = ops.filter((op) => op.kind === 'read');
  const rows = rowsOf(state, 'faults_accounts');
  return [
    ...checkTotals(reads),
    ...checkTorn(reads),
    ...checkLedger(transfers, state),
    ...checkBalances(rows, rowsOf(state, 'faults_transfers')),
    ...rows.flatMap((row) => checkAccount(row, transfers, reads)),
    ...checkRefusals(transfers, rows),
  ];
}

function checkTotals(reads: readonly AccountsRead[]): Violation[] {
  const wrong = reads.find(
    ({ balances }) =>
      balances.length !== ACCOUNTS ||
      Math.min(...balances) < 0 ||
      balances.reduce((a, b) => a + b, 0) !== TOTAL,
  );
  if (!wrong) return [];
  const message = `a read of all accounts gave ${wrong.balances.join(' + ')}, which is not ${TOTAL}`;
  return [violation('invariant', message, [wrong])];
}

/** Reads of all accounts are of whole states, one after the other: no two of them can each be ahead of the other. */
function checkTorn(reads: readonly AccountsRead[]): Violation[] {
  const measured = reads.map((read) => ({ read, age: read.versions.reduce((a, b) => a + b, 0) }));
  measured.sort((a, b) => a.age - b.age);
  for (const [index, { read }] of measured.entries()) {
    const next = measured[index + 1]?.read;
    if (next?.versions.some((version, account) => version < (read.versions[account] ?? 0)))
      return [violation('invariant', 'two reads of all accounts were each ahead of the other', [read, next])];
  }
  return [];
}

function checkLedger(transfers: readonly Transfer[], state: FinalState): Violation[] {
  const rowsById = Map.groupBy(numbersOf(state, 'faults_transfers', 'transfer'), (id) => id);
  const opsById = Map.groupBy(transfers, ({ id }) => id);
  return [...new Set([...rowsById.keys(), ...opsById.keys()])].flatMap((id) => {
    // Whether a refusal was due is told by the accounts.
    const claims = (opsById.get(id) ?? []).map((op) => ({
      op: refused(op) ? { ...op, status: 0 } : op,
      value: id,
    }));
    return (
      checkWriteOnce({ subject: `transfer ${id}`, claims, sights: [], final: rowsById.get(id) ?? [] }) ?? []
    );
  });
}

function checkBalances(accounts: readonly Row[], ledger: readonly Row[]): Violation[] {
  const expected = Array.from({ length: ACCOUNTS }, () => BALANCE);
  for (const row of ledger) {
    const [source, target, amount] = [Number(row['source']), Number(row['target']), Number(row['amount'])];
    expected[source] = (expected[source] ?? 0) - amount;
    expected[target] = (expected[target] ?? 0) + amount;
  }
  return expected.flatMap((balance, account) => {
    const row = accounts.find(({ key }) => key === account);
    if (row?.['balance'] === balance) return [];
    const message = `account ${account} ends with ${row?.['balance'] ?? 'nothing'}, but the ledger says ${balance}`;
    return violation('invariant', message, []);
  });
}

function checkAccount(row: Row, transfers: readonly Transfer[], reads: readonly AccountsRead[]): Violation[] {
  const account = Number(row['key']);
  const subject = `account ${account}`;
  const changes = transfers
    .filter(({ from, to }) => from === account || to === account)
    .map((op) => ({ op, id: op.id, expected: op.from === account ? op.expectedFrom : op.expectedTo }));
  const sights = reads.map((op) => ({
    op,
    seen: { version: op.versions[account] ?? 0, by: op.by[account] ?? 0 },
  }));
  const final = { version: Number(row['version']), by: Number(row['changed_by']) };
  const wrong =
    checkChain({ subject, changes, refusals: [], sights, final }) ??
    checkMonotonic(
      subject,
      sights.map(({ op, seen }) => ({ op, version: seen.version })),
    );
  return wrong ? [wrong] : [];
}

/** A transfer is refused when one of its accounts has gone on. */
function checkRefusals(transfers: readonly Transfer[], accounts: readonly Row[]): Violation[] {
  const versions = new Map(accounts.map((row) => [Number(row['key']), Number(row['version'])]));
  const reached = (account: number) => versions.get(account) ?? 0;
  const needless = transfers.find(
    (op) => refused(op) && reached(op.from) <= op.expectedFrom && reached(op.to) <= op.expectedTo,
  );
  if (!needless) return [];
  return [
    violation('unexpected', `transfer ${needless.id} was refused though nothing had changed`, [needless]),
  ];
}
