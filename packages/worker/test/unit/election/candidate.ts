import { type MasterInfo, Membership, type WorkerInfo } from '@rideshare/dbaas';
import { Election, type Electorate } from '../../../src/election/election.ts';
import { SimulatedSession } from './simulated-session.ts';
import type { SimulatedZooKeeper } from './simulated-zookeeper.ts';

/** A worker as far as elections see it, which notes whatever an election should not have done. */
export class Candidate {
  readonly id: string;
  readonly pid: number;
  readonly session: SimulatedSession;
  readonly membership: Membership;
  state: 'running' | 'leaving' | 'dead' = 'running';
  frozen = false;
  claiming = false;
  leads = false;
  serves = false;
  #master: MasterInfo | undefined;
  readonly #election: Election;
  readonly #broken: string[];

  constructor(server: SimulatedZooKeeper, { id, pid }: { id: string; pid: number }, broken: string[]) {
    this.id = id;
    this.pid = pid;
    this.#broken = broken;
    this.session = new SimulatedSession(server);
    this.membership = asMembership(this.session);
    this.#election = new Election({
      self: { id, pid },
      electorate: this.#electorate(),
      logger: this.session.logger,
      onElected: () => this.#elected(),
      onDeposed: () => this.#deposed(),
      onServe: (on) => this.#serve(on),
    });
    this.#join().catch(() => this.die());
  }

  /** Ends as a drained worker does. */
  leave(): void {
    if (this.state !== 'running') return;
    this.state = 'leaving';
    const left = this.#election.stop().then(() => this.membership.leave());
    left.catch(() => undefined);
  }

  die(inFlight = 0): void {
    this.state = 'dead';
    this.session.die(inFlight);
  }

  report(offset: number): void {
    this.membership.updateWorker({ offset }).catch(() => undefined);
  }

  async #join(): Promise<void> {
    await this.membership.registerWorker({ id: this.id, pid: this.pid, role: 'slave', offset: 0 });
    if (this.state === 'running') this.#election.start();
  }

  /** The membership, with a look over the candidate's shoulder when it claims. */
  #electorate(): Electorate {
    const { membership } = this;
    let workers: WorkerInfo[] = [];
    return {
      workers: async () => (workers = await membership.workers()),
      master: async () => (this.#master = await membership.master()),
      claimMaster: async (self) => {
        this.#expect(self.pid === this.pid, 'claims for itself');
        const vacant = this.#master === undefined && (this.leads || this.#isLowest(workers));
        this.#expect(vacant || this.#master?.pid === this.pid, 'claims only what is its due as it sees it');
        this.claiming = true;
        try {
          return await membership.claimMaster(self);
        } finally {
          this.claiming = false;
        }
      },
      updateWorker: (patch) => membership.updateWorker(patch),
      onChange: (listener) => membership.onChange(listener),
    };
  }

  #isLowest(workers: WorkerInfo[]): boolean {
    const others = workers.filter(({ id }) => id !== this.id);
    return others.every(({ role }) => role === 'slave') && others.every(({ pid }) => pid > this.pid);
  }

  #elected(): void {
    this.#expect(this.state === 'running', 'is not elected after it has begun to leave');
    this.#expect(!this.leads, 'is elected once');
    this.leads = true;
  }

  #deposed(): void {
    this.#expect(this.state === 'running', 'is not deposed after it has begun to leave');
    this.#expect(this.leads, 'is deposed only as master');
    this.#expect(this.#master !== undefined && this.#master.pid !== this.pid, 'is deposed only by another');
    this.die();
  }

  #serve(on: boolean): void {
    this.#expect(this.state !== 'leaving', 'does not serve after it has begun to leave');
    this.serves = on;
  }

  #expect(kept: boolean, promise: string): void {
    if (!kept) this.#broken.push(`${this.id} of pid ${this.pid}: ${promise}`);
  }
}

export function asMembership(session: SimulatedSession): Membership {
  return new Membership(session as unknown as ConstructorParameters<typeof Membership>[0]);
}
