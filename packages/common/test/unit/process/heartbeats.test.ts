import { expect } from 'chai';
import { Heartbeats } from '../../../src/process/heartbeats.ts';

describe('Heartbeats', () => {
  let now: number;
  let heartbeats: Heartbeats;

  beforeEach(() => {
    now = 0;
    heartbeats = new Heartbeats(1000, () => now);
    heartbeats.beat(1);
    heartbeats.beat(2);
  });

  /** Checks every 200 ms, as the supervisor does, until the given time. */
  function overdueAt(time: number): number[] {
    let overdue: number[] = [];
    while (now < time) {
      now += 200;
      overdue = heartbeats.overdue();
    }
    return overdue;
  }

  it('finds who was not heard of for longer than the timeout', () => {
    expect(overdueAt(600)).to.deep.equal([]);
    heartbeats.beat(2);
    expect(overdueAt(1000)).to.deep.equal([]);
    expect(overdueAt(1200)).to.deep.equal([1]);
  });

  it('waits as long as it was told for the first beat', () => {
    heartbeats.expectFirst(3, 2000);
    expect(overdueAt(2000)).to.deep.equal([1, 2]);
    expect(overdueAt(2200)).to.deep.equal([1, 2, 3]);
  });

  it('forgets who has ended', () => {
    heartbeats.forget(1);
    expect(overdueAt(1200)).to.deep.equal([2]);
  });

  it('blames nobody when it was the observer who stood still', () => {
    now = 60_000;
    expect(heartbeats.overdue()).to.deep.equal([]);
    expect(overdueAt(61_000)).to.deep.equal([]);
    expect(overdueAt(61_200)).to.deep.equal([1, 2]);
  });
});
