import type { Host, HostName } from '../../hosts/host.ts';

/** A part of the system: a unit, and the container that it runs. */
export interface Part {
  unit: string;
  container: string;
}

/** Whose units those of each host are; a service has one of two, one for each slot. */
export const partNames: Readonly<Record<HostName, readonly string[]>> = {
  users: ['users'],
  rides: ['rides'],
  dbaas: ['zookeeper', 'rabbitmq', 'orchestrator'],
};

const slots = ['@blue', '@green'];

/** The unit of a part that runs, or of a service the slot that does. @throws Error unless there is just one */
export async function runningPart(host: Host, name: string): Promise<Part> {
  const units = host.name === 'dbaas' ? [name] : slots.map((slot) => `${name}${slot}`);
  const states = await Promise.all(
    units.map(async (unit) => ({
      unit: `rideshare-${unit}.service`,
      container: unit.replace('@', '-'),
      ...(await host.unit(`rideshare-${unit}.service`, 'ActiveState')),
    })),
  );
  const [part, ...more] = states.filter(({ ActiveState }) => ActiveState === 'active');
  if (part === undefined || more.length > 0)
    throw new Error(`of ${name} not one unit runs: ${JSON.stringify(states)}`);
  return part;
}
