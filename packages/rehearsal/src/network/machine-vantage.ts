import { run } from '../program/run.ts';
import { connectAll } from './connect.ts';
import type { Vantage } from './vantage.ts';

/** The network of this machine itself, which the admin range consists of. */
export function machineVantage(address: string): Vantage {
  return { name: 'this machine', address, connect: connectAll, run };
}
