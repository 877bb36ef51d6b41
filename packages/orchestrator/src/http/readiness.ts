import type { Readiness } from '@rideshare/common';
import type { WorkerInfo } from '@rideshare/dbaas';

export interface Parts {
  database: { readonly connected: boolean; readonly fenced: boolean };
  members: { workers(): Promise<WorkerInfo[]> };
}

/** Ready when reads and writes can be answered: RabbitMQ connected, a master leading, a worker serving reads. */
export async function readiness({ database, members }: Parts): Promise<Readiness> {
  const workers = await members.workers().catch(() => undefined);
  const slaves = workers?.filter(({ role }) => role === 'slave').length ?? 0;
  const dependencies: Readiness['dependencies'] = {
    rabbitmq: check(database.connected, 'connected', 'not connected'),
    zookeeper: check(workers !== undefined, 'connected', 'not connected'),
    master: check(database.fenced, 'has answered', 'has not answered yet'),
    slaves: check(slaves > 0, `${slaves} live`, 'none live'),
  };
  return { ready: database.connected && database.fenced, dependencies };
}

function check(ok: boolean, good: string, bad: string): { ok: boolean; detail: string } {
  return { ok, detail: ok ? good : bad };
}
