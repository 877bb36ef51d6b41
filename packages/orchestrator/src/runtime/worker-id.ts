const WORKER_ID = /^[A-Za-z0-9][A-Za-z0-9_-]*$/;

/** Whether this can be the id of a worker: part of the names of files, containers and volumes, and no more than that. */
export function isWorkerId(id: string): boolean {
  return WORKER_ID.test(id);
}

/** @throws TypeError */
export function checkWorkerId(id: string): void {
  if (!isWorkerId(id)) throw new TypeError(`${JSON.stringify(id)} is not the id of a worker`);
}
