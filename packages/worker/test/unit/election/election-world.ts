import { expect } from 'chai';
import type { MasterInfo, Membership, WorkerInfo } from '@rideshare/dbaas';
import { asMembership, Candidate } from './candidate.ts';
import { SimulatedSession } from './simulated-session.ts';
import { type Removal, SimulatedZooKeeper } from './simulated-zookeeper.ts';

const MASTER = '/dbaas/master';
const WORKERS = '/dbaas/workers';

/** Moves after which the world should have come to rest long ago. */
const MAX_MOVES = 20_000;

/** Candidates over one ZooKeeper, and an orchestrator that buries the dead; the test says what happens next. */
export class ElectionWorld {
  readonly server = new SimulatedZooKeeper(['/dbaas', WORKERS]);
  readonly candidates: Candidate[] = [];
  /** Whose znodes are being taken out, and whose are known to be. */
  readonly #burying = new Set<string>();
  readonly #buried = new Set<string>();
  readonly #broken: string[] = [];
  readonly #orchestratorSession = new SimulatedSession(this.server);
  readonly #orchestrator: Membership = asMembership(this.#orchestratorSession);

  constructor() {
    this.server.onRemoved = (removal) => this.#judge(removal);
  }

  get running(): Candidate[] {
    return this.candidates.filter(({ state }) => state === 'running');
  }

  get master(): MasterInfo | undefined {
    return this.server.peek(MASTER) as MasterInfo | undefined;
  }

  spawn(pid: number, id = `worker ${this.candidates.length}`): void {
    if (this.running.some((other) => other.pid === pid)) return;
    this.candidates.push(new Candidate(this.server, { id, pid }, this.#broken));
  }

  /** Starts a new process on the copy of a buried one, and so by its name. */
  restart({ id, pid }: Candidate): void {
    if (this.#buried.delete(id)) this.spawn(pid + 1, id);
  }

  /** Does what the orchestrator does when a process has ended. */
  bury({ id }: Candidate): void {
    const used = this.candidates.some((other) => other.id === id && other.state !== 'dead');
    if (used || this.#burying.has(id)) return;
    this.#burying.add(id);
    this.#orchestrator
      .removeWorker(id)
      .then(() => this.#buried.add(id))
      .catch(() => undefined)
      .finally(() => this.#burying.delete(id));
  }

  /** ZooKeeper hears of a client no more for longer than the session timeout. */
  expire({ session }: Candidate): void {
    for (const id of session.ids) this.server.expire(id);
  }

  /** Does one of the things that can happen by themselves; false when nothing can. */
  async move(choice: number): Promise<boolean> {
    const moves = this.#moves();
    moves[choice % moves.length]?.();
    await this.settle();
    return moves.length > 0;
  }

  /** Lets all code run that has nothing to wait for. */
  async settle(): Promise<void> {
    await new Promise(setImmediate);
    expect(this.#broken, 'broken promises').to.deep.equal([]);
  }

  /** Waits until nothing happens any more by itself. */
  async calm(): Promise<void> {
    let count = 0;
    while (await this.move(count)) {
      count += 1;
      if (count > MAX_MOVES) throw new Error('the world does not come to rest');
    }
  }

  /** Heals everything, buries the dead, and waits until nothing happens any more. */
  async rest(): Promise<void> {
    this.server.up = true;
    for (const candidate of this.candidates) {
      candidate.frozen = false;
      if (candidate.state === 'leaving') candidate.die();
    }
    await this.calm();
    for (const dead of this.candidates.filter(({ state }) => state === 'dead')) {
      this.expire(dead);
      this.bury(dead);
    }
    await this.settle();
    await this.calm();
  }

  /** What has to hold when nothing happens any more. */
  check(): void {
    const { running, master } = this;
    const leaders = running.filter(({ leads }) => leads);
    expect(leaders, 'leaders').to.have.length(running.length > 0 ? 1 : 0);
    expect(master, 'holder of the office').to.deep.equal(leaders.map(({ id, pid }) => ({ id, pid }))[0]);
    expect(this.#registered(), 'registered').to.have.deep.members(
      running.map(({ id, pid, leads }) => ({ id, pid, role: leads ? 'master' : 'slave' })),
    );
    const serving = running.filter(({ serves }) => serves);
    const slaves = running.filter(({ leads }) => !leads);
    expect(serving, 'serving').to.deep.equal(slaves.length > 0 ? slaves : leaders);
  }

  #registered(): Pick<WorkerInfo, 'id' | 'pid' | 'role'>[] {
    return this.server.childrenOf(WORKERS).flatMap((name) => {
      const info = this.server.peek(`${WORKERS}/${name}`) as WorkerInfo | undefined;
      return info ? [{ id: info.id, pid: info.pid, role: info.role }] : [];
    });
  }

  #moves(): (() => void)[] {
    const { server } = this;
    const served = server.busy().map((connection) => () => server.serve(connection));
    const awake = this.candidates.filter(({ frozen }) => !frozen).map(({ session }) => session);
    return [...served, ...[this.#orchestratorSession, ...awake].flatMap((session) => session.moves())];
  }

  /** Nobody takes an office or a registration away but its holder, the server at a session's end, or the orchestrator. */
  #judge({ path, data, by }: Removal): void {
    const { id } = JSON.parse(data.toString()) as { id: string };
    const holders = this.candidates.filter((candidate) => candidate.id === id);
    const own = holders.some(({ session }) => session.ids.has(by));
    const burial = this.#orchestratorSession.ids.has(by) && holders.some(({ state }) => state === 'dead');
    if (!own && !burial && by !== 'the server') this.#broken.push(`${by} removed ${path} of ${id}`);
  }
}
