import { expect } from 'chai';
import fc from 'fast-check';
import { encodeEntry, type EntryHeader } from '@rideshare/dbaas';
import { commitGroups } from '../../../src/log/commit-groups.ts';
import type { LogEntry } from '../../../src/storage/copy.ts';

const CHECKPOINT: EntryHeader = { kind: 'checkpoint', term: 3, master: 'one' };
const CHECKSUM: EntryHeader = { kind: 'checksum', term: 3, master: 'one', at: 7, hash: 'abc' };
const FENCE: EntryHeader = { kind: 'fence', term: 3, master: 'one', seq: 1, requestId: 'checkpoint' };

function log(...headers: EntryHeader[]): LogEntry[] {
  return headers.map((header, offset) => ({ offset, content: encodeEntry(header) }));
}

function offsets(entries: LogEntry[]): number[][] {
  return commitGroups(entries).map((group) => group.map(({ offset }) => offset));
}

describe('commitGroups', () => {
  it('keeps entries together when no checkpoint is among them', () => {
    expect(offsets(log(FENCE, CHECKSUM, FENCE))).to.deep.equal([[0, 1, 2]]);
  });

  it('ends a group at each checkpoint', () => {
    expect(offsets(log(FENCE, CHECKPOINT, FENCE, CHECKPOINT, CHECKPOINT))).to.deep.equal([
      [0, 1],
      [2, 3],
      [4],
    ]);
  });

  it('makes no group of nothing, and takes entries that are shorter than any checkpoint', () => {
    expect(commitGroups([])).to.deep.equal([]);
    expect(commitGroups([{ offset: 0, content: Buffer.alloc(0) }])).to.have.length(1);
  });

  it('loses no entry and changes no order', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(CHECKPOINT, CHECKSUM, FENCE)), (headers) => {
        const entries = log(...headers);
        const groups = commitGroups(entries);
        expect(groups.flat()).to.deep.equal(entries);
        expect(groups.every((group) => group.length > 0)).to.equal(true);
      }),
    );
  });
});
