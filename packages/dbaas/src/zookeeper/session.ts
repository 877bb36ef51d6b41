import { dirname } from 'node:path/posix';
import { CreateMode, type Stat as ClientStat } from 'node-zookeeper-client';
import { SessionConnection } from './connection.ts';
import { NodeExistsError, NoNodeError } from './errors.ts';

export interface Stat {
  /** Counts the changes of the znode's data. */
  version: number;
  /** Id of the session that an ephemeral znode lives with; zeros for a persistent one. */
  owner: string;
}

export interface CreateOptions {
  ephemeral?: boolean;
  /** Creates missing parents too, as persistent znodes without data. */
  parents?: boolean;
}

/** One step of a transaction. A version of 0 cannot be checked: the client library takes it for "any". */
export type Step =
  | { kind: 'create'; path: string; data: Buffer; ephemeral?: boolean }
  | { kind: 'set'; path: string; data: Buffer }
  | { kind: 'remove'; path: string }
  | { kind: 'check'; path: string; version: number };

export type Watcher = () => void;

/**
 * A ZooKeeper session that heals itself, with the calls that we need.
 *
 * A call without an answer fails with ZooKeeperUnavailableError, and then `connected` is emitted again: who sets
 * watches and ephemeral znodes anew on each `connected` misses nothing.
 */
export class ZooKeeperSession extends SessionConnection {
  /** @throws NodeExistsError, or NoNodeError when a parent is missing. */
  async create(
    path: string,
    data: Buffer,
    { ephemeral = false, parents = false }: CreateOptions = {},
  ): Promise<void> {
    try {
      await this.call<string>(path, (client, done) => client.create(path, data, modeOf(ephemeral), done));
    } catch (error) {
      if (!parents || !(error instanceof NoNodeError)) throw error;
      await this.ensurePath(dirname(path));
      await this.create(path, data, { ephemeral });
    }
  }

  /** Creates the persistent znode and its parents where they are missing. */
  async ensurePath(path: string): Promise<void> {
    if (await this.exists(path)) return;
    try {
      await this.create(path, Buffer.alloc(0), { parents: true });
    } catch (error) {
      if (!(error instanceof NodeExistsError)) throw error;
    }
  }

  /** The watcher is called once, when the znode is created, changed or deleted. */
  async exists(path: string, watcher?: Watcher): Promise<Stat | undefined> {
    const stat = await this.call<ClientStat | null>(path, (client, done) =>
      watcher ? client.exists(path, watcher, done) : client.exists(path, done),
    );
    return stat ? statOf(stat) : undefined;
  }

  /** @throws NoNodeError */
  async getData(path: string): Promise<{ data: Buffer; stat: Stat }> {
    const [data, stat] = await this.call<[Buffer, ClientStat]>(path, (client, done) =>
      client.getData(path, (error, ...answer) => done(error, answer)),
    );
    return { data, stat: statOf(stat) };
  }

  /** @throws NoNodeError */
  async setData(path: string, data: Buffer): Promise<void> {
    await this.call<ClientStat>(path, (client, done) => client.setData(path, data, done));
  }

  /** The watcher is called once, when a child comes or goes or the znode is deleted. @throws NoNodeError */
  getChildren(path: string, watcher?: Watcher): Promise<string[]> {
    return this.call<string[]>(path, (client, done) =>
      watcher ? client.getChildren(path, watcher, done) : client.getChildren(path, done),
    );
  }

  /** Answers whether the znode was there. */
  async remove(path: string): Promise<boolean> {
    try {
      await this.call<undefined>(path, (client, done) =>
        client.remove(path, (error) => done(error, undefined)),
      );
      return true;
    } catch (error) {
      if (error instanceof NoNodeError) return false;
      throw error;
    }
  }

  /** Does all steps or none. @throws the error of the first step that cannot be done. */
  async transact(steps: Step[]): Promise<void> {
    await this.call<unknown>(steps.map(({ path }) => path).join(' '), (client, done) => {
      const transaction = client.transaction();
      for (const step of steps) {
        if (step.kind === 'create') transaction.create(step.path, step.data, modeOf(step.ephemeral));
        else if (step.kind === 'set') transaction.setData(step.path, step.data);
        else if (step.kind === 'remove') transaction.remove(step.path);
        else transaction.check(step.path, step.version);
      }
      transaction.commit(done);
    });
  }
}

function modeOf(ephemeral = false): number {
  return ephemeral ? CreateMode.EPHEMERAL : CreateMode.PERSISTENT;
}

function statOf({ version, ephemeralOwner }: ClientStat): Stat {
  return { version, owner: ephemeralOwner.toString('hex') };
}
