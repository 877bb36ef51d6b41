/**
 * What a worker answers on responseQ. The AMQP `type` property carries the code, the content the body:
 * for `ok` the JSON that the caller gets, passed on without being parsed; else `{"detail"}`.
 */
export type ReplyCode = 'ok' | 'invalid' | 'not-found' | 'conflict' | 'timeout' | 'failed';

export interface Failure {
  detail: string;
}
