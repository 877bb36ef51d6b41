import { expect } from 'chai';
import type { Definition, Insert, Write } from '@rideshare/dbaas';
import type { Caller, Reply } from './caller.ts';

const ID = { name: 'id', type: 'integer', primaryKey: true, autoIncrement: true } as const;

/** Where a write that was applied twice would be seen twice. */
const EVENTS: Definition = {
  table: 'events',
  definition: { columns: [ID, { name: 'text', type: 'text', notNull: true }] },
};
const NAMES: Definition = {
  table: 'names',
  definition: { columns: [ID, { name: 'text', type: 'text', notNull: true, unique: true }] },
};
const TAKEN = 'taken';

interface Sent {
  text: string;
  requestId: string;
  write: Write;
  reply: Promise<Reply>;
}

/** Writes of which the outcome is remembered, some of them to be refused, some sent twice. */
export class WriteLoad {
  readonly #caller: Caller;
  readonly #name: string;
  readonly #sent: Sent[] = [];

  /** @param name tells its writes from those of other loads */
  constructor(caller: Caller, name: string) {
    this.#caller = caller;
    this.#name = name;
  }

  /** Makes the tables, which all loads share. */
  static async define(caller: Caller): Promise<void> {
    const replies = [
      await caller.write('define', 'define-events', EVENTS),
      await caller.write('define', 'define-names', NAMES),
      await caller.write('write', 'take-the-name', write([insert('names', TAKEN)])),
    ];
    expect(replies.map(({ code }) => code)).to.deep.equal(['ok', 'ok', 'ok']);
  }

  /** Writes until something has come about. */
  async until(event: Promise<unknown>): Promise<void> {
    const over = event.then(() => true);
    while (!(await Promise.race([this.batch(), over])));
  }

  async batch(): Promise<void> {
    const events = Array.from({ length: 8 }, () => this.#event());
    const twice = events.slice(0, 1).map(({ text, write, requestId }) => this.#send(text, write, requestId));
    await Promise.all([...events, ...twice, this.#refusable()].map(({ reply }) => reply));
  }

  /** Expects that each write had its one outcome and its one effect, and still has when it is sent again. */
  async expectOnce(texts: () => Promise<string[]>): Promise<void> {
    const first = await Promise.all(this.#sent.map(({ reply }) => reply));
    expect(await this.#own(texts)).to.have.members(this.#accepted(first));
    const again = this.#sent.map(({ requestId, write }) => this.#caller.write('write', requestId, write));
    expect(await Promise.all(again)).to.deep.equal(first);
    expect(await this.#own(texts)).to.have.members(this.#accepted(first));
  }

  async #own(texts: () => Promise<string[]>): Promise<string[]> {
    return (await texts()).filter((text) => text.startsWith(`${this.#name} `));
  }

  /** The texts of the writes that were answered well, which are all but those with the taken name. */
  #accepted(replies: Reply[]): string[] {
    const codes = replies.map(({ code }) => code);
    expect(codes).to.deep.equal(this.#sent.map(({ write }) => (write.transaction ? 'conflict' : 'ok')));
    const accepted = this.#sent.filter(({ write }) => !write.transaction);
    return [...new Set(accepted.map(({ text }) => text))];
  }

  #event(): Sent {
    const text = this.#text();
    return this.#send(text, write([insert('events', text)]));
  }

  /** Of two statements, the second of which cannot be done. */
  #refusable(): Sent {
    const text = this.#text();
    return this.#send(text, write([insert('events', text), insert('names', TAKEN)]));
  }

  #text(): string {
    return `${this.#name} ${this.#sent.length}`;
  }

  #send(text: string, write: Write, requestId: string = crypto.randomUUID()): Sent {
    const sent = { text, requestId, write, reply: this.#caller.write('write', requestId, write) };
    this.#sent.push(sent);
    return sent;
  }
}

function insert(table: string, text: string): Insert {
  return { kind: 'insert', table, columns: ['text'], rows: [[text]] };
}

function write(statements: Insert[]): Write {
  return { statements, transaction: statements.length > 1 };
}
