import joi from 'joi';

/** What a snapshot holds, as its taker knows it. */
export interface SnapshotDetails {
  /** Log offset of the last entry in it; -1 for a genesis snapshot. */
  offset: number;
  term: number;
  /** What its entries take in the log, in bytes, at most. */
  bytes: number;
  /** '' for a database that began empty, else names the backup that it was restored from. */
  origin: string;
  /** SHA-256 over its tables, in hex: what all copies have at this offset. */
  hash: string;
  /** The worker that took it. */
  worker: string;
}

/** What lies beside a snapshot's database, and makes it a snapshot. */
export interface Manifest extends SnapshotDetails {
  /** SHA-256 of the database file, in hex. */
  sha256: string;
  /** Of the database file, in bytes. */
  size: number;
  /** Milliseconds since 1970. */
  createdAt: number;
}

const sha256 = joi.string().hex().length(64).required();
const count = joi.number().integer().min(0).required();

const schema = joi
  .object<Manifest, true>({
    offset: joi.number().integer().min(-1).required(),
    term: count,
    bytes: count,
    origin: joi.string().allow('').required(),
    hash: sha256,
    worker: joi.string().required(),
    sha256,
    size: count,
    createdAt: count,
  })
  .required()
  .options({ convert: false, allowUnknown: true });

/** The manifest in this text, or undefined when it holds none. */
export function parseManifest(text: string): Manifest | undefined {
  try {
    const checked = schema.validate(JSON.parse(text));
    return checked.error ? undefined : checked.value;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
