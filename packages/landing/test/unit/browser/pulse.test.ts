import { expect } from 'chai';
import { Pulse } from '../../../src/browser/pulse.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const intervalMs = 10_000;

describe('the pulse', () => {
  let clock: ManualClock;
  let beats: number;
  /** Ends a beat that lasts; beats last only when a test asks for it. */
  let end: () => void;
  let lasting: boolean;
  let pulse: Pulse;

  beforeEach(() => {
    clock = new ManualClock();
    beats = 0;
    lasting = false;
    end = () => expect.fail('no beat lasts');
    const beat = async () => {
      beats += 1;
      if (lasting) await new Promise<void>((resolve) => (end = resolve));
    };
    pulse = new Pulse(beat, intervalMs, clock);
  });

  it('beats at once, and then once in every interval', async () => {
    pulse.start();
    await clock.pass(0);
    expect(beats).to.equal(1);
    await clock.pass(intervalMs - 1);
    expect(beats).to.equal(1);
    await clock.pass(1);
    expect(beats).to.equal(2);
    await clock.pass(intervalMs);
    expect(beats).to.equal(3);
  });

  it('counts the interval from the end of a beat, and never beats twice at a time', async () => {
    lasting = true;
    pulse.start();
    await clock.pass(0);
    await clock.pass(5 * intervalMs);
    expect(beats).to.equal(1);
    end();
    await clock.pass(0);
    await clock.pass(intervalMs - 1);
    expect(beats).to.equal(1);
    await clock.pass(1);
    expect(beats).to.equal(2);
  });

  it('waits for nothing while it is paused', async () => {
    pulse.start();
    await clock.pass(0);
    pulse.pause();
    expect(clock.waiting).to.equal(0);
    await clock.pass(5 * intervalMs);
    expect(beats).to.equal(1);
  });

  it('beats at once after a long pause', async () => {
    pulse.start();
    await clock.pass(0);
    pulse.pause();
    await clock.pass(5 * intervalMs);
    pulse.start();
    await clock.pass(0);
    expect(beats).to.equal(2);
  });

  it('keeps its interval over short pauses', async () => {
    pulse.start();
    await clock.pass(0);
    for (let pause = 0; pause < 9; pause += 1) {
      pulse.pause();
      await clock.pass(1_000);
      pulse.start();
      await clock.pass(0);
    }
    expect(beats).to.equal(1);
    await clock.pass(1_000);
    expect(beats).to.equal(2);
  });

  it('stays paused when a beat ends in a pause, and goes on once after it', async () => {
    lasting = true;
    pulse.start();
    await clock.pass(0);
    pulse.pause();
    pulse.start();
    pulse.pause();
    end();
    await clock.pass(0);
    expect(clock.waiting).to.equal(0);
    pulse.start();
    expect(clock.waiting).to.equal(1);
    await clock.pass(intervalMs);
    expect(beats).to.equal(2);
  });

  it('is not doubled by being started twice', async () => {
    pulse.start();
    pulse.start();
    await clock.pass(0);
    expect(beats).to.equal(1);
    expect(clock.waiting).to.equal(1);
  });
});
