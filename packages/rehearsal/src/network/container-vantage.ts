import { extname, join } from 'node:path';
import type Docker from 'dockerode';
import { NetworkNamespace } from '@rideshare/fault-injection';
import type { Reach, Vantage } from './vantage.ts';

const connectAll = join(import.meta.dirname, `connect-all${extname(import.meta.filename)}`);

/** The network of a container, whichever its process is by then. */
export function containerVantage(container: Docker.Container, name: string, address: string): Vantage {
  const inside = async (command: string, args: readonly string[], input?: string) => {
    const { State } = await container.inspect();
    const namespace = await NetworkNamespace.of(State.Pid);
    try {
      return await namespace.run(command, args, input);
    } finally {
      await namespace.close();
    }
  };
  return {
    name,
    address,
    run: (command, ...args) => inside(command, args),
    connect: async (targets) =>
      JSON.parse(await inside(process.execPath, [connectAll], JSON.stringify(targets))) as Reach[],
  };
}
