import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import { failpoint } from '../failpoints/failpoint.ts';
import { isDisposable, isManifest, snapshotName, temporaryName, temporaryPrefix } from './file-names.ts';
import { flush, sha256Of, writeDurably } from './files.ts';
import { parseManifest, type Manifest, type SnapshotDetails } from './manifest.ts';

export type { SnapshotDetails } from './manifest.ts';

export interface Snapshot extends Manifest {
  /** Path of its database, one SQLite file. */
  file: string;
}

export interface SnapshotStoreOptions {
  now?: () => number;
}

/** Ending of what is of another log. */
const SET_ASIDE = '.foreign';

const LEFTOVER_AGE_MS = 60 * 60 * 1_000;

/**
 * The snapshots in a folder that all workers share.
 *
 * A snapshot is a database and a manifest that names its hash. It exists from the moment that its manifest got its
 * name: whatever a killed worker leaves behind is no snapshot.
 */
export class SnapshotStore {
  readonly #folder: string;
  readonly #now: () => number;

  constructor(folder: string, { now = Date.now }: SnapshotStoreOptions = {}) {
    this.#folder = folder;
    this.#now = now;
    mkdirSync(folder, { recursive: true });
  }

  /** Newest first. What a manifest promises is not checked; one that cannot be read is left out. */
  list(): Snapshot[] {
    return this.#names()
      .filter(isManifest)
      .map((name) => this.#read(name))
      .filter((snapshot) => snapshot !== undefined)
      .sort((a, b) => b.offset - a.offset || b.createdAt - a.createdAt);
  }

  newest(): Snapshot | undefined {
    return this.list()[0];
  }

  oldest(): Snapshot | undefined {
    return this.list().at(-1);
  }

  /** A new name in the folder, for a file that this worker is going to write and publish. */
  temporaryFile(worker: string): string {
    return path.join(this.#folder, temporaryName(worker));
  }

  /** Makes a database in a temporary file of this folder a snapshot, which outlives a power cut. */
  publish(file: string, details: SnapshotDetails): Snapshot {
    const { offset, term, bytes, origin, hash, worker } = details;
    flush(file);
    const manifest: Manifest = {
      ...{ offset, term, bytes, origin, hash, worker },
      sha256: sha256Of(file),
      size: statSync(file).size,
      createdAt: this.#now(),
    };
    const target = path.join(this.#folder, snapshotName(offset, worker));
    const draft = this.temporaryFile(worker);
    writeDurably(draft, `${JSON.stringify(manifest)}\n`);
    // The manifest of an earlier one of this name would not fit the new database.
    this.#remove(`${target}.json`);
    failpoint('before-snapshot-rename');
    renameSync(file, `${target}.db`);
    failpoint('between-snapshot-renames');
    renameSync(draft, `${target}.json`);
    failpoint('after-snapshot-rename');
    flush(this.#folder);
    return { ...manifest, file: `${target}.db` };
  }

  /** Removes all snapshots but those of the newest offsets, and what was left behind more than an hour ago. */
  prune(keep = 2): void {
    const snapshots = this.list();
    const kept = [...new Set(snapshots.map(({ offset }) => offset))].slice(0, keep);
    for (const { offset, file } of snapshots) {
      if (!kept.includes(offset)) this.#remove(manifestOf(file), file);
    }
    this.#removeLeftovers();
  }

  /** Takes the snapshots of an offset, which turned out to be of another log, out of use. Their data stay. */
  setAside(offset: number): void {
    for (const { file } of this.list().filter((snapshot) => snapshot.offset === offset)) {
      for (const part of [manifestOf(file), file]) unlessGone(() => renameSync(part, `${part}${SET_ASIDE}`));
    }
  }

  /** Whether snapshots were set aside and are there still. */
  hasSetAside(): boolean {
    return this.#names().some((name) => name.endsWith(SET_ASIDE));
  }

  /** Removes the temporary files of a worker that is not writing any: of an earlier process of that name. */
  removeTemporaryFiles(worker: string): void {
    const prefix = temporaryPrefix(worker);
    for (const name of this.#names()) {
      if (name.startsWith(prefix)) this.#remove(path.join(this.#folder, name));
    }
  }

  #removeLeftovers(): void {
    const needed = new Set(this.list().flatMap(({ file }) => [file, manifestOf(file)]));
    for (const name of this.#names().filter(isDisposable)) {
      const file = path.join(this.#folder, name);
      const modifiedAt = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
      if (!needed.has(file) && this.#now() - modifiedAt > LEFTOVER_AGE_MS) this.#remove(file);
    }
  }

  #read(name: string): Snapshot | undefined {
    const text = unlessGone(() => readFileSync(path.join(this.#folder, name), 'utf8'));
    const manifest = text === undefined ? undefined : parseManifest(text);
    return manifest && { ...manifest, file: path.join(this.#folder, name.replace(/json$/, 'db')) };
  }

  #names(): string[] {
    return readdirSync(this.#folder);
  }

  #remove(...files: string[]): void {
    for (const file of files) rmSync(file, { force: true });
  }
}

function manifestOf(file: string): string {
  return file.replace(/db$/, 'json');
}

/** Other processes change the folder too: what a call finds no more needs nothing done. */
function unlessGone<T>(use: () => T): T | undefined {
  try {
    return use();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
