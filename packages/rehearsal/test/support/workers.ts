import { deployment, secrets } from './deployment.ts';

interface Worker {
  pid: number;
  role: 'master' | 'slave';
}

/** Pids of the master and of the slaves. @throws Error unless there is just one master, and a slave */
export async function cast(): Promise<{ master: number; slaves: number[] }> {
  const answer = await fetch(`${deployment().endpoints.dbaas}/api/v1/worker/status`, {
    headers: { authorization: `Bearer ${secrets().dbaasToken}`, connection: 'close' },
  });
  if (answer.status !== 200) throw new Error(`worker/status: ${answer.status} ${await answer.text()}`);
  const workers = (await answer.json()) as Worker[];
  const [master, ...rivals] = workers.filter(({ role }) => role === 'master');
  const slaves = workers.filter(({ role }) => role === 'slave').map(({ pid }) => pid);
  if (master === undefined || rivals.length > 0 || slaves.length === 0)
    throw new Error(`not one master and a slave: ${JSON.stringify(workers)}`);
  return { master: master.pid, slaves };
}
