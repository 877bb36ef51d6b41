import type { DirectWrite, LoadOperation, LoadRead, LoadWrite } from '../history/operation.ts';

type Timed = 'client' | 'kind' | 'startedAt' | 'endedAt' | 'outcome' | 'status' | 'detail';
type Asked<T, K extends PropertyKey> = T extends LoadOperation ? Omit<T, Timed | K> : never;

/** What a client asks for in a write, before it knows the answer. */
export type DirectQuestion = Asked<DirectWrite, 'offset'>;
export type ServiceQuestion = Asked<Exclude<LoadWrite, DirectWrite>, 'offset'>;
/** What a read has told. */
export type Finding = Asked<LoadRead, 'consistency'>;
