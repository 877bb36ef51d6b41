/** An address and a TCP port there. */
export interface Target {
  address: string;
  port: number;
}

/**
 * What came of an attempt to connect: `refused` by somebody who answered, `dropped` without an answer for
 * {@link connectTimeoutMs}, `unreachable` because somebody on the way said so, or there is no route.
 */
export type Reach = 'open' | 'refused' | 'dropped' | 'unreachable';

/** Longer than the first two attempts that the kernel makes to open a connection. */
export const connectTimeoutMs = 4_000;

/** A place in the network that connections are made from. */
export interface Vantage {
  /** For messages. */
  readonly name: string;
  /** What its connections come from. */
  readonly address: string;
  /** Tries to open a connection to each target, all at once. @returns what came of each, in their order */
  connect(targets: readonly Target[]): Promise<Reach[]>;
  /**
   * Runs a program of this machine, such as curl or ip, with the network of that place.
   *
   * @returns what it printed on its standard output
   * @throws Error with what it complained of, when it does not end with 0
   */
  run(command: string, ...args: string[]): Promise<string>;
}
