/**
 * What a worker answers on responseQ. The AMQP `type` property carries the code, the content the body:
 * for `ok` the JSON that the caller gets, passed on without being parsed; else `{"detail"}`. The header `offset` of a
 * write's reply is the log offset at which its outcome can be seen.
 */
export type ReplyCode = 'ok' | 'invalid' | 'not-found' | 'conflict' | 'timeout' | 'failed';

export interface Failure {
  detail: string;
}
