import cluster from 'node:cluster';
import { CONFIG_EXIT_CODE, ConfigError } from '../config/config-error.ts';
import { markReloading } from './linger.ts';
import type { PreforkSettings, Service } from './prefork.ts';
import { primary } from './primary-peer.ts';

const BEATS_PER_TIMEOUT = 5;

/** Runs the service in a process of the pool, under the eyes of the primary. */
export async function serve(
  { logger, heartbeatTimeoutMs }: PreforkSettings,
  run: () => Promise<Service>,
): Promise<void> {
  let service: Service | undefined;
  let stopping = false;

  const stop = async (): Promise<void> => {
    if (stopping) return;
    stopping = true;
    try {
      await service?.close();
      await primary().ask('farewell');
      process.exit(0);
    } catch (error) {
      logger.error({ err: error }, 'did not stop cleanly');
      process.exit(1);
    }
  };

  primary().on('stop', (reason) => {
    if (reason === 'reload') markReloading();
    void stop();
  });
  process.on('SIGTERM', () => void stop());
  // Ctrl-C and a closed terminal reach the whole group; what to do about them is the primary's to say.
  process.on('SIGINT', () => undefined);
  process.on('SIGHUP', () => undefined);
  // When the primary is gone, so is this process in a moment: there is nobody to hand it connections.
  cluster.worker?.on('error', (error) => logger.warn({ err: error }, 'primary'));
  const beat = (): void => primary().tell('beat');
  beat();
  setInterval(beat, heartbeatTimeoutMs / BEATS_PER_TIMEOUT);

  try {
    service = await run();
  } catch (error) {
    if (error instanceof ConfigError) logger.fatal(error.message);
    else logger.fatal({ err: error }, 'could not start');
    process.exit(error instanceof ConfigError ? CONFIG_EXIT_CODE : 1);
  }
  primary().tell('serving');
}
