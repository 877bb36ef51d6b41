import type { Registrations } from './registry.ts';

/** What is known of one worker from its start, or its first sighting, until its end. */
export interface Life {
  readonly begunAt: number;
  startedAt: number;
  /** It was asked to end. */
  leaving: boolean;
  /** When it was last seen to be registered; `-Infinity` for never. */
  seenAt: number;
  /** Since when it has been seen to be not. */
  missingSince: number | undefined;
  /** It has been master. */
  led: boolean;
  /** Another one is master in its place: even when it is well, it has nothing left to do but end. */
  deposed: boolean;
}

export function newLife(begunAt: number, startedAt: number): Life {
  return {
    begunAt,
    startedAt,
    leaving: false,
    seenAt: -Infinity,
    missingSince: undefined,
    led: false,
    deposed: false,
  };
}

export function hasRegistered({ seenAt }: Life): boolean {
  return seenAt > -Infinity;
}

/** Takes in what ZooKeeper says of the worker; undefined when it says nothing. */
export function look(life: Life, id: string, now: number, registrations: Registrations | undefined): void {
  const registered = registrations?.ids.has(id);
  const master = registrations?.master;
  if (registered === true) life.seenAt = now;
  life.missingSince = registered === false ? (life.missingSince ?? now) : undefined;
  life.led ||= master === id;
  life.deposed = registered === false && life.led && master !== undefined;
}
