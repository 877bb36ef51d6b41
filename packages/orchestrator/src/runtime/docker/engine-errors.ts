/** The engine has not answered: whether it has done what it was asked to is unknown. Look, and try again. */
export class EngineUnavailableError extends Error {
  readonly code = 'ERR_ENGINE_UNAVAILABLE';
  override readonly name = 'EngineUnavailableError';
}

/** The engine has answered that it can't do this, as things are. */
export class EngineRefusalError extends Error {
  readonly code = 'ERR_ENGINE_REFUSAL';
  override readonly name = 'EngineRefusalError';
  /** Of its HTTP answer. */
  readonly status: number;

  constructor(status: number, message: string, options?: ErrorOptions) {
    super(message, options);
    this.status = status;
  }
}

/** What dockerode throws: with a status and the engine's own words when the engine has answered. */
interface ClientError extends Error {
  statusCode?: number;
  json?: { message?: string } | null;
}

export function engineError(error: unknown): Error {
  const { statusCode, json, message } = error as ClientError;
  if (statusCode === undefined)
    return new EngineUnavailableError(`the Docker engine does not answer: ${message}`, { cause: error });
  return new EngineRefusalError(statusCode, json?.message ?? message, { cause: error });
}

/** There is no such container, volume, image or network. */
export function isMissing(error: unknown): boolean {
  return error instanceof EngineRefusalError && error.status === 404;
}

/** The thing is not in a state in which that can be done. */
export function isConflict(error: unknown): boolean {
  return error instanceof EngineRefusalError && error.status === 409;
}
