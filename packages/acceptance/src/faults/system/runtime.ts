import type { Strike } from '../strikes/strike.ts';
import type { Arena } from './arena.ts';

/** What workers run as, and what can be done to a system of that kind. */
export interface Runtime<Kind extends string, A extends Arena> {
  strikes: Readonly<Record<Kind, Strike<A>>>;
  /**
   * @param dir an empty folder
   * @throws StartError; then nothing runs any more
   */
  start(dir: string): Promise<A>;
}
