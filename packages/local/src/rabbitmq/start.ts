import { join } from 'node:path';
import { freePort } from '../ports/free-port.ts';
import { RunningUnits } from '../unit/running.ts';
import { runningServer } from '../unit/server.ts';
import { brokerUnit } from './broker.ts';
import { epmdUnit } from './epmd.ts';
import type { RunningServer } from '../unit/server.ts';

/** Starts a RabbitMQ of one's own on 127.0.0.1, with its data in `dir`. It never outlives this process. */
export async function startRabbitMQ(options: { dir: string; port?: number }): Promise<RunningServer> {
  const port = options.port ?? (await freePort());
  const epmdPort = await freePort();
  const running = new RunningUnits([
    epmdUnit({ logFile: join(options.dir, 'epmd.log'), port: epmdPort }),
    brokerUnit({
      dir: options.dir,
      logFile: join(options.dir, 'rabbitmq.log'),
      port,
      epmdPort,
      distributionPort: await freePort(),
    }),
  ]);
  await running.start();
  return runningServer(running, `amqp://127.0.0.1:${port}`, port);
}
