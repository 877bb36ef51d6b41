import { pino } from 'pino';

export type Logger = pino.Logger;

/**
 * Lines of JSON on standard output, written at once, so that a crash loses none.
 * @param level the lowest level that is written: trace, debug, info, warn, error, fatal or silent
 */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    base: { pid: process.pid },
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
  });
}
