import type { Readiness } from '@rideshare/common';
import type { WorkerInfo } from '@rideshare/dbaas';
import type { Database } from '../rpc/database.ts';

export interface Parts {
  database: Pick<Database, 'connected' | 'blocked' | 'fenced'>;
  members: { workers(): Promise<WorkerInfo[]> };
  /** Undefined when workers are not containers. */
  engine: { readonly connected: boolean } | undefined;
}

/** Ready when reads and writes can be answered: RabbitMQ connected, a master leading, a worker serving reads. */
export async function readiness({ database, members, engine }: Parts): Promise<Readiness> {
  const workers = await members.workers().catch(() => undefined);
  const slaves = workers?.filter(({ role }) => role === 'slave').length ?? 0;
  const dependencies: Readiness['dependencies'] = {
    rabbitmq: rabbitmq(database),
    zookeeper: check(workers !== undefined, 'connected', 'not connected'),
    master: check(database.fenced, 'has answered', 'has not answered yet'),
    slaves: check(slaves > 0, `${slaves} live`, 'none live'),
    ...(engine && { docker: check(engine.connected, 'connected', 'not connected') }),
  };
  return { ready: dependencies['rabbitmq']?.ok === true && database.fenced, dependencies };
}

function rabbitmq({ connected, blocked }: Parts['database']): { ok: boolean; detail: string } {
  if (blocked !== undefined) return { ok: false, detail: `takes no messages: ${blocked}` };
  return check(connected, 'connected', 'not connected');
}

function check(ok: boolean, good: string, bad: string): { ok: boolean; detail: string } {
  return { ok, detail: ok ? good : bad };
}
