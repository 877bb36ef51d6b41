import { NoNodeError } from './errors.ts';
import type { ZooKeeperSession } from './session.ts';

export function encode(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

/** What the znode holds, undefined without the znode. */
export async function readJson<T>(session: ZooKeeperSession, path: string): Promise<T | undefined> {
  try {
    const { data } = await session.getData(path);
    return JSON.parse(data.toString()) as T;
  } catch (error) {
    if (error instanceof NoNodeError) return undefined;
    throw error;
  }
}
