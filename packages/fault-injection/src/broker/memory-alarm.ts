import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { environmentOf } from '../processes/proc.ts';

const run = promisify(execFile);

/**
 * Makes a RabbitMQ on this machine believe that it is short of memory, so that it takes nothing from who publishes.
 * @param pid of the broker's process
 * @returns what ends the shortage
 */
export async function raiseMemoryAlarm(pid: number): Promise<() => Promise<void>> {
  await setHighWatermark(pid, '0');
  return () => setHighWatermark(pid, '0.4');
}

async function setHighWatermark(pid: number, share: string): Promise<void> {
  await run('/usr/lib/rabbitmq/bin/rabbitmqctl', ['set_vm_memory_high_watermark', share], {
    env: environmentOf(pid),
  });
}
