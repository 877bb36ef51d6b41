import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, connect, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Stands between a runtime and the engine's socket. */
export class EngineProxy {
  readonly #dir = mkdtempSync(join(tmpdir(), 'engine-proxy-'));
  readonly #target: string;
  readonly #server: Server;
  readonly #clients = new Set<Socket>();
  readonly #streams = new EventEmitter();

  private constructor(target: string) {
    this.#target = target;
    this.#server = createServer((client) => this.#accept(client));
  }

  static async start(target: string): Promise<EngineProxy> {
    const proxy = new EngineProxy(target);
    await proxy.restore();
    return proxy;
  }

  get socketPath(): string {
    return join(this.#dir, 'docker.sock');
  }

  /** To its clients the engine is gone: connections end, and nobody takes new ones. */
  async cut(): Promise<void> {
    const closed = once(this.#server, 'close');
    this.#server.close();
    for (const client of this.#clients) client.destroy();
    await closed;
  }

  /** The engine is there again. */
  async restore(): Promise<void> {
    this.#server.listen(this.socketPath);
    await once(this.#server, 'listening');
  }

  /** Waits until the engine has begun to answer another question for its events. */
  async streaming(): Promise<void> {
    await once(this.#streams, 'begun');
  }

  async close(): Promise<void> {
    if (this.#server.listening) await this.cut();
    rmSync(this.#dir, { recursive: true });
  }

  #accept(client: Socket): void {
    const engine = connect(this.#target);
    this.#clients.add(client);
    client
      .on('error', () => undefined)
      .on('close', () => {
        this.#clients.delete(client);
        engine.destroy();
      });
    engine.on('error', () => undefined).on('close', () => client.destroy());
    client.on('data', (question: Buffer) => {
      if (question.includes('GET /events')) engine.once('data', () => this.#streams.emit('begun'));
    });
    client.pipe(engine).pipe(client);
  }
}
