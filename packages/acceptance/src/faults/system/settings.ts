/** What makes snapshots, retention and scaling happen often enough to be struck. Values of environment variables. */
export const settings = {
  LOG_LEVEL: 'info',
  ZOOKEEPER_SESSION_TIMEOUT_MS: '1000',
  SNAPSHOT_ENTRIES: '2000',
  SNAPSHOT_INTERVAL_MS: '10000',
  LOG_MAX_BYTES: String(8 * 1024 * 1024),
  READ_WINDOW_MS: '5000',
  READS_PER_SLAVE: '1000',
  MAX_SLAVES: '3',
};
