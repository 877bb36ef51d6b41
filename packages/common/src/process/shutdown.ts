import type { Logger } from '../logging/logger.ts';

const DEFAULT_GRACE_MS = 30_000;

/**
 * On SIGTERM or SIGINT closes the service and exits with 0, or with 1 when closing fails or takes longer than
 * `graceMs`. A second signal exits at once. For a process that is not pre-forked.
 */
export function onShutdown(logger: Logger, close: () => Promise<void>, graceMs = DEFAULT_GRACE_MS): void {
  let stopping = false;
  const stop = (signal: NodeJS.Signals): void => {
    if (stopping) process.exit(1);
    stopping = true;
    logger.info({ signal }, 'stopping');
    setTimeout(() => {
      logger.error({ graceMs }, 'did not stop in time');
      process.exit(1);
    }, graceMs);
    close().then(
      () => process.exit(0),
      (error: unknown) => {
        logger.error({ err: error }, 'did not stop cleanly');
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}
