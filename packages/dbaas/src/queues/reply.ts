/**
 * What a worker answers on responseQ. The AMQP `type` property carries the code, the content the body:
 * for `ok` the JSON that the caller gets, passed on without being parsed; else `{"detail"}`. The header `offset` is
 * the log offset at which a write's outcome can be seen, or beyond which nothing was seen by a read.
 */
export type ReplyCode = 'ok' | 'invalid' | 'not-found' | 'conflict' | 'too-long' | 'failed';

/**
 * What responseQ brings beside replies, with the AMQP `type` `event`: a worker has found that its copy differs from the
 * master's at an offset, and has thrown it away.
 */
export interface DivergenceEvent {
  event: 'divergence';
  worker: string;
  offset: number;
}

export interface Failure {
  detail: string;
}
