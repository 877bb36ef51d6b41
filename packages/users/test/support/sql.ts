import type { Column, Read, Statement, TableDefinition, Value, Where } from '@rideshare/dbaas';

export interface Sql {
  text: string;
  values: Value[];
}

const quote = (name: string) => `"${name}"`;
const list = (names: string[]) => names.map(quote).join(', ');

function columnSql({ name, type, primaryKey, autoIncrement, notNull, unique, references }: Column): string {
  const clauses = [
    primaryKey && 'PRIMARY KEY',
    autoIncrement && 'AUTOINCREMENT',
    notNull && 'NOT NULL',
    unique && 'UNIQUE',
    references && `REFERENCES ${quote(references.table)} (${quote(references.column)})`,
    references?.onDelete && `ON DELETE ${references.onDelete}`,
  ];
  return [quote(name), type, ...clauses.filter((clause) => typeof clause === 'string')].join(' ');
}

/** What makes a table, of the parts of a definition that the services use. */
export function tableSql(table: string, { columns, indexes = [] }: TableDefinition): string {
  const statements = indexes.map(
    (index) =>
      `CREATE ${index.unique ? 'UNIQUE' : ''} INDEX ${quote([table, ...index.columns].join('_'))}
       ON ${quote(table)} (${list(index.columns)})`,
  );
  return [`CREATE TABLE ${quote(table)} (${columns.map(columnSql).join(', ')}) STRICT`, ...statements].join(
    ';\n',
  );
}

function whereSql(where: Where): Sql {
  const conditions = where.map(({ column, op }) => `${quote(column)} ${op} ?`);
  return { text: ['true', ...conditions].join(' AND '), values: where.flatMap(({ value }) => value) };
}

export function readSql({ table, columns, where, orderBy, limit = -1 }: Read): Sql {
  const selected = columns === 'all' ? '*' : columns === 'count' ? 'count(*) AS count' : list(columns);
  const order = orderBy.map(({ column, descending }) => `${quote(column)} ${descending ? 'DESC' : 'ASC'}`);
  const { text, values } = whereSql(where);
  const ordered = order.length === 0 ? '' : `ORDER BY ${order.join(', ')}`;
  return {
    text: `SELECT ${selected} FROM ${quote(table)} WHERE ${text} ${ordered} LIMIT ?`,
    values: [...values, limit],
  };
}

export function statementSql(statement: Statement): Sql {
  const table = quote(statement.table);
  switch (statement.kind) {
    case 'insert': {
      const row = `(${statement.columns.map(() => '?').join(', ')})`;
      const rows = statement.rows.map(() => row).join(', ');
      return {
        text: `INSERT INTO ${table} (${list(statement.columns)}) VALUES ${rows}`,
        values: statement.rows.flat(),
      };
    }
    case 'delete': {
      const { text, values } = whereSql(statement.where);
      return { text: `DELETE FROM ${table} WHERE ${text}`, values };
    }
    case 'update':
      throw new Error('the services update nothing');
  }
}
