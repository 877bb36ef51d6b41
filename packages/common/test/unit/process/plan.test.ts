import { expect } from 'chai';
import fc from 'fast-check';
import { nextStep } from '../../../src/process/plan.ts';
import type { Member } from '../../../src/process/plan.ts';

/** The pool as the operating system would have it: processes come up, go down and die when the test says so. */
class Pool {
  readonly processes: number;
  members: Member[] = [];
  generation = 0;
  lowestServing = Infinity;
  #lastId = 0;

  constructor(processes: number) {
    this.processes = processes;
  }

  reconcile(): void {
    for (;;) {
      const step = nextStep(this.members, this.processes, this.generation);
      if (step.kind === 'rest') return;
      if (step.kind === 'drain') step.member.state = 'draining';
      else this.members.push({ id: ++this.#lastId, generation: this.generation, state: 'starting' });
      this.lowestServing = Math.min(this.lowestServing, this.serving);
    }
  }

  get serving(): number {
    return this.members.filter(({ state }) => state === 'serving').length;
  }

  /** A starting process serves, or a draining one is gone. */
  proceed(index: number): void {
    const waiting = this.members.filter(({ state }) => state !== 'serving');
    const member = waiting[index % waiting.length];
    if (member?.state === 'starting') member.state = 'serving';
    else this.members = this.members.filter((other) => other !== member);
    this.reconcile();
  }

  die(index: number): void {
    this.members.splice(index % this.members.length, 1);
    this.reconcile();
  }

  reload(): void {
    this.generation += 1;
    this.reconcile();
  }

  settle(): void {
    for (let turns = 0; turns < 1000 && this.members.some(({ state }) => state !== 'serving'); turns += 1)
      this.proceed(turns);
  }

  expectDesired(): void {
    expect(this.members).to.have.length(this.processes);
    for (const { state, generation } of this.members)
      expect({ state, generation }).to.deep.equal({ state: 'serving', generation: this.generation });
  }
}

const processes = fc.integer({ min: 1, max: 5 });
const index = fc.nat({ max: 10 });

describe('the plan of the pool', () => {
  it('comes to rest with as many processes as wanted, all of the newest generation, whatever happened', () => {
    const event = fc.oneof(
      fc.record({ kind: fc.constantFrom('die', 'proceed'), index }),
      fc.constant({ kind: 'reload', index: 0 }),
    );
    fc.assert(
      fc.property(processes, fc.array(event), (wanted, events) => {
        const pool = new Pool(wanted);
        pool.reconcile();
        for (const { kind, index: at } of events) {
          if (kind === 'die') pool.die(at);
          else if (kind === 'reload') pool.reload();
          else pool.proceed(at);
        }
        pool.settle();
        pool.expectDesired();
      }),
    );
  });

  it('never has fewer serve than wanted while reloads replace them', () => {
    const event = fc.option(index, { nil: 'reload' as const });
    fc.assert(
      fc.property(processes, fc.array(event), (wanted, events) => {
        const pool = new Pool(wanted);
        pool.reconcile();
        pool.settle();
        pool.lowestServing = wanted;
        for (const at of events) {
          if (at === 'reload') pool.reload();
          else pool.proceed(at);
        }
        pool.settle();
        pool.expectDesired();
        expect(pool.lowestServing).to.equal(wanted);
      }),
    );
  });

  it('runs at most one process more than wanted, besides one that drains', () => {
    fc.assert(
      fc.property(processes, fc.array(fc.option(index, { nil: 'reload' as const })), (wanted, events) => {
        const pool = new Pool(wanted);
        pool.reconcile();
        for (const at of events) {
          if (at === 'reload') pool.reload();
          else pool.proceed(at);
          expect(pool.members.length).to.be.at.most(wanted + 2);
        }
      }),
    );
  });
});
