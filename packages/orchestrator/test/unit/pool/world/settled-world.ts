import { expect } from 'chai';
import { SimulatedOrchestrator } from './simulated-orchestrator.ts';
import { SimulatedWorld } from './simulated-world.ts';

/** A world with a master and this many slaves, all at rest. */
export async function settledWorld(
  desired: number,
): Promise<{ world: SimulatedWorld; orchestrator: SimulatedOrchestrator }> {
  const world = new SimulatedWorld();
  const orchestrator = new SimulatedOrchestrator(world, desired);
  await world.clock.advance(2_000);
  expect(orchestrator.pool.state()).to.include({ running: 1 + desired, registered: 1 + desired });
  orchestrator.deeds.length = 0;
  return { world, orchestrator };
}

/** The master's id; there must be one. */
export function masterOf({ master }: SimulatedWorld): string {
  if (master === undefined) throw new Error('there is no master');
  return master.id;
}

/** The ids of all other workers, by ascending pid. */
export function slavesOf({ workers, master }: SimulatedWorld): string[] {
  const ids = [...workers.values()].sort((a, b) => a.pid - b.pid).map(({ id }) => id);
  return ids.filter((id) => id !== master?.id);
}
