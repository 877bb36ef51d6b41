/** A running worker, and what its container is called. */
export interface NamedWorker {
  id: string;
  pid: number;
  name: string;
}

export interface Rename {
  id: string;
  name: string;
}

interface Change {
  id: string;
  from: string;
  to: string;
}

/**
 * The renames by which every worker comes to be called by its role, in an order in which each name is free when it is
 * taken. All but the master are slaves, which is what everybody joins as. A slave that has a name of theirs keeps it;
 * the others get those that are left by ascending pid.
 *
 * While no running worker is known to be the master, it is not known either who is not: then nothing is renamed.
 */
export function planNames(workers: readonly NamedWorker[], master: string | undefined): Rename[] {
  const leader = workers.find(({ id }) => id === master);
  if (leader === undefined) return [];
  const slaves = workers.filter((worker) => worker !== leader);
  const changes = [{ id: leader.id, from: leader.name, to: 'master' }, ...changesOfSlaves(slaves)];
  return inOrder(changes.filter(({ from, to }) => from !== to));
}

function changesOfSlaves(slaves: readonly NamedWorker[]): Change[] {
  const names = slaves.map((_, index) => (index === 0 ? 'slave' : `slave-${index + 1}`));
  const kept = new Set(slaves.map(({ name }) => name).filter((name) => names.includes(name)));
  const free = names.filter((name) => !kept.has(name));
  return slaves
    .filter(({ name }) => !kept.has(name))
    .toSorted((a, b) => a.pid - b.pid)
    .map(({ id, name }, index) => ({ id, from: name, to: free[index] ?? id }));
}

/** Where names are given on in a circle, one worker goes by its id for a while, as it does before its first name. */
function inOrder(changes: readonly Change[]): Rename[] {
  const [first] = changes;
  if (first === undefined) return [];
  const possible = changes.find(({ to }) => changes.every(({ from }) => from !== to));
  if (possible) return [renameOf(possible), ...inOrder(changes.filter((change) => change !== possible))];
  const holder = changes.find(({ from }) => from === first.to) ?? first;
  const aside = { ...holder, to: holder.id };
  const later = changes.map((change) => (change === holder ? { ...holder, from: holder.id } : change));
  return [renameOf(aside), ...inOrder(later)];
}

function renameOf({ id, to }: Change): Rename {
  return { id, name: to };
}
