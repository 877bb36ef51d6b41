/** `0000000000000042-worker`: without an ending, which tells database and manifest apart. */
export function snapshotName(offset: number, worker: string): string {
  return `${offset < 0 ? 'genesis' : String(offset).padStart(16, '0')}-${worker}`;
}

const MANIFEST = /^(\d{16}|genesis)-[a-z0-9-]+\.json$/;

export function isManifest(name: string): boolean {
  return MANIFEST.test(name);
}

export function temporaryName(worker: string): string {
  return `${temporaryPrefix(worker)}${crypto.randomUUID()}`;
}

/** No worker's name holds a dot, so none is the beginning of another's. */
export function temporaryPrefix(worker: string): string {
  return `tmp.${worker}.`;
}

const DISPOSABLE = /^(tmp\.|backup-|(\d{16}|genesis)-[a-z0-9-]+\.(db|json)$)/;

/** Whether a file of this name, when no snapshot needs it, is a leftover of ours. */
export function isDisposable(name: string): boolean {
  return DISPOSABLE.test(name);
}
