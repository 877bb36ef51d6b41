import { randomInt } from 'node:crypto';
import { newTable } from './tables.ts';
import type { Service } from './service.ts';

const NAMES = 2_000;

/** Two tables, the second hanging on the first by a cascade. */
export async function familyTables(dbaas: Service): Promise<{ parents: string; children: string }> {
  const parents = await newTable(dbaas, {
    columns: [
      { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
      { name: 'name', type: 'text', notNull: true, unique: true },
      { name: 'weight', type: 'real' },
    ],
  });
  const children = await newTable(dbaas, {
    columns: [
      {
        name: 'parent',
        type: 'text',
        notNull: true,
        references: { table: parents, column: 'name', onDelete: 'cascade' },
      },
      { name: 'day', type: 'integer', notNull: true },
      { name: 'note', type: 'text', default: 'none' },
    ],
    primaryKey: ['parent', 'day'],
    indexes: [{ columns: ['day'] }],
  });
  return { parents, children };
}

/** A random statement on the family tables; about one in five violates a constraint or an expectation. */
function statement({ parents, children }: { parents: string; children: string }): object {
  const name = `n${randomInt(NAMES)}`;
  const day = randomInt(30);
  const choices = [
    { table: parents, insert: { name, weight: randomInt(1_000) / 8 } },
    { table: parents, insert: [{ name }, { name: `${name}b` }] },
    { table: children, insert: { parent: name, day } },
    { table: children, insert: { parent: name, day, note: '🛺'.repeat(day) } },
    { table: parents, update: { weight: null }, where: { name } },
    { table: parents, update: { weight: day }, where: [{ column: 'name', op: 'like', value: `${name}%` }] },
    { table: children, update: { day: day + 1 }, where: { day, parent: name } },
    { table: children, delete: true, where: [{ column: 'day', op: '>', value: 27 }] },
    { table: parents, delete: true, where: { name } },
    { table: parents, update: { weight: 1 }, where: { name }, expect: { changes: 1 } },
    { table: parents, insert: { name: null } },
  ];
  return choices[randomInt(choices.length)] ?? {};
}

/** A random write: mostly a statement, else a transaction of a few. */
export function mixedWrite(tables: { parents: string; children: string }): object {
  if (randomInt(5) > 0) return statement(tables);
  return { transaction: Array.from({ length: 2 + randomInt(4) }, () => statement(tables)) };
}
