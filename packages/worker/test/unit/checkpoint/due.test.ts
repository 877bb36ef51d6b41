import { expect } from 'chai';
import { isCheckpointDue, type CheckpointState, type Milestone } from '../../../src/checkpoint/due.ts';

const LIMITS = { entries: 100, bytes: 10_000, intervalMs: 60_000 };
const NEWEST: Milestone = { offset: 1_000, bytes: 50_000, at: 500_000 };

/** A state that is so much further than the newest snapshot. */
function after(
  passed: { entries?: number; bytes?: number; ms?: number },
  rest: Partial<CheckpointState> = {},
): CheckpointState {
  const now = {
    offset: NEWEST.offset + (passed.entries ?? 10),
    bytes: NEWEST.bytes + (passed.bytes ?? 1_000),
    at: NEWEST.at + (passed.ms ?? 5_000),
  };
  return { now, newest: NEWEST, lastRequest: now.offset, attempt: undefined, alone: false, ...rest };
}

function due(state: CheckpointState): boolean {
  return isCheckpointDue(state, LIMITS);
}

describe('isCheckpointDue', () => {
  it('waits while little was written since the newest snapshot', () => {
    expect(due(after({}))).to.equal(false);
  });

  it('is due after so many entries, so many bytes, or so much time', () => {
    expect(due(after({ entries: 99, bytes: 9_999, ms: 59_999 }))).to.equal(false);
    expect(due(after({ entries: 100 }))).to.equal(true);
    expect(due(after({ bytes: 10_000 }))).to.equal(true);
    expect(due(after({ ms: 60_000 }))).to.equal(true);
  });

  it('is never due when no request was applied since the newest snapshot', () => {
    const passed = { entries: 1_000, bytes: 100_000, ms: 600_000 };
    expect(due(after(passed, { lastRequest: NEWEST.offset }))).to.equal(false);
    expect(due(after(passed, { lastRequest: NEWEST.offset + 1 }))).to.equal(true);
  });

  describe('when the last checkpoint has not become a snapshot', () => {
    const attempt: Milestone = { offset: 1_100, bytes: 52_000, at: 520_000 };

    it('gives it ten seconds', () => {
      expect(due(after({ entries: 150, bytes: 5_000, ms: 29_999 }, { attempt }))).to.equal(false);
      expect(due(after({ entries: 150, bytes: 5_000, ms: 30_000 }, { attempt }))).to.equal(true);
    });

    it('tries again at once when as much was written again', () => {
      expect(due(after({ entries: 199, bytes: 11_999, ms: 21_000 }, { attempt }))).to.equal(false);
      expect(due(after({ entries: 200, bytes: 11_999, ms: 21_000 }, { attempt }))).to.equal(true);
      expect(due(after({ entries: 199, bytes: 12_000, ms: 21_000 }, { attempt }))).to.equal(true);
    });

    it('does not hold up the next when a snapshot was published that is newer', () => {
      const answered = { ...attempt, offset: NEWEST.offset };
      expect(due(after({ entries: 100, ms: 1_000 }, { attempt: answered }))).to.equal(true);
    });
  });

  describe('while no slave is there', () => {
    it('waits for one, however many entries and however much time passes', () => {
      expect(due(after({ entries: 10_000, bytes: 19_999, ms: 600_000 }, { alone: true }))).to.equal(false);
    });

    it('is due when the log could otherwise lose what a first slave needs', () => {
      expect(due(after({ bytes: 20_000 }, { alone: true }))).to.equal(true);
    });
  });
});
