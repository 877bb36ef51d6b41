import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { isSignedWith, type Keys } from './signature.ts';

export interface BucketOptions {
  /** Address of this machine at which it is reached. */
  host: string;
  name: string;
  region: string;
  keys: Keys;
}

/**
 * Stands in for a bucket of S3 to which a role may put objects, of up to 5 GiB each, and nothing else: neither list,
 * look up, read nor delete them. Requests have to be signed.
 */
export class WriteOnlyBucket {
  readonly objects = new Map<string, Buffer>();
  /** What was asked for and denied, as `METHOD path`. */
  readonly denied: string[] = [];
  readonly #options: BucketOptions;
  readonly #server: Server;

  private constructor(options: BucketOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => void this.#answer(request, response));
  }

  static async start(options: BucketOptions): Promise<WriteOnlyBucket> {
    const bucket = new WriteOnlyBucket(options);
    bucket.#server.listen(0, options.host);
    await once(bucket.#server, 'listening');
    return bucket;
  }

  /** Where S3's API is, in path style. */
  get endpoint(): string {
    const { port } = this.#server.address() as AddressInfo;
    return `http://${this.#options.host}:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    const { name, region, keys } = this.#options;
    const body = await buffer(request);
    const key = /^\/([^/]+)\/([^?]+)(\?x-id=PutObject)?$/.exec(path);
    const isPut = method === 'PUT' && key?.[1] === name && headers['x-amz-acl'] === undefined;
    if (!isPut || !isSignedWith(keys, { method, path, headers, body, region })) {
      this.denied.push(`${method} ${path}`);
      response.writeHead(403, { 'Content-Type': 'application/xml' });
      response.end('<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>');
      return;
    }
    this.objects.set(decodeURIComponent(key[2] ?? ''), body);
    response.writeHead(200, { ETag: `"${createHash('md5').update(body).digest('hex')}"` });
    response.end();
  }
}
