import { expect } from 'chai';
import type { Definition, Write } from '@rideshare/dbaas';
import type { Caller } from './caller.ts';

const TABLE: Definition = {
  table: 'notes',
  definition: {
    columns: [
      { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true },
      { name: 'text', type: 'text', notNull: true, unique: true },
    ],
  },
};

/** A table of texts, written and read through the queues. */
export class Notes {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  async define(): Promise<void> {
    expect((await this.#caller.write('define', 'define-notes', TABLE)).code).to.equal('ok');
  }

  /** Writes a note, which nobody has refused. @returns the offset at which it can be seen */
  async add(text: string): Promise<number> {
    const write: Write = {
      statements: [{ kind: 'insert', table: 'notes', columns: ['text'], rows: [[text]] }],
      transaction: false,
    };
    const { code, body } = await this.#caller.write('write', crypto.randomUUID(), write);
    expect(code, JSON.stringify(body)).to.equal('ok');
    return (body as { offset: number }).offset;
  }

  /** Writes so many notes at once. @returns the highest of their offsets */
  async addMany(count: number, text: string = crypto.randomUUID()): Promise<number> {
    const offsets = await Promise.all(Array.from({ length: count }, (_, i) => this.add(`${text} ${i}`)));
    return Math.max(...offsets);
  }

  /** All texts in the order of writing, from a copy that is as far as `floor`. */
  async texts(floor: number): Promise<string[]> {
    const read = {
      table: 'notes',
      columns: ['text'],
      where: [],
      orderBy: [{ column: 'id', descending: false }],
      consistency: 'session' as const,
    };
    const { code, body } = await this.#caller.read({ kind: 'rows', read, floor });
    expect(code, JSON.stringify(body)).to.equal('ok');
    return (body as { text: string }[]).map(({ text }) => text);
  }
}
