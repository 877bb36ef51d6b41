import type { Launched } from '../../src/process/launch.ts';
import type { ProcessIdentity } from '../../src/process/identity.ts';
import type { UnitRunner } from '../../src/supervisor/part.ts';
import type { Unit } from '../../src/unit/unit.ts';

/** A unit that does nothing but have a name. */
export function unitNamed(name: string, more: Partial<Unit> = {}): Unit {
  return {
    name,
    command: '/bin/true',
    args: [],
    env: {},
    logFile: '/dev/null',
    address: '',
    ready: () => Promise.resolve(),
    startTimeoutMs: 1000,
    stopSignal: 'SIGTERM',
    graceMs: 1000,
    ...more,
  };
}

/** Notes what the supervisor does; processes end, and become ready or not, when the test says so. */
export class StandInRunner implements UnitRunner {
  readonly events: string[] = [];
  /** Names of units that do not become ready, with the reason. */
  readonly broken = new Map<string, string>();
  /** Names of units that take forever to become ready. */
  readonly slow = new Set<string>();
  readonly #running = new Map<string, (how: string) => void>();
  #lastPid = 100;

  launch(unit: Unit): Promise<Launched> {
    this.events.push(`launch ${unit.name}`);
    this.#lastPid += 1;
    const exited = new Promise<string>((resolve) => this.#running.set(unit.name, resolve));
    return Promise.resolve({ identity: { pid: this.#lastPid, startTime: 1 }, exited });
  }

  async awaitReady(unit: Unit): Promise<void> {
    if (this.slow.has(unit.name)) await new Promise(() => undefined);
    const problem = this.broken.get(unit.name);
    if (problem !== undefined) throw new Error(problem);
    this.events.push(`ready ${unit.name}`);
  }

  stop(unit: Unit, process: ProcessIdentity): Promise<void> {
    this.events.push(`stop ${unit.name} ${process.pid}`);
    this.die(unit.name, 'SIGTERM');
    return Promise.resolve();
  }

  die(name: string, how: string): void {
    this.#running.get(name)?.(how);
  }
}
