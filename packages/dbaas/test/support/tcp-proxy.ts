import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** Stands between a client and a server on 127.0.0.1 and does to their connections what networks do. */
export class TcpProxy {
  private readonly server: Server;
  private targetPort: number;
  private readonly sockets = new Set<Socket>();
  private partitioned = false;

  private constructor(targetPort: number) {
    this.targetPort = targetPort;
    this.server = createServer({ noDelay: true }, (client) => this.relay(client));
  }

  static async start(targetPort: number): Promise<TcpProxy> {
    const proxy = new TcpProxy(targetPort);
    proxy.server.listen(0, '127.0.0.1');
    await once(proxy.server, 'listening');
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** The next connection that a client makes. */
  async connection(): Promise<void> {
    await once(this.server, 'connection');
  }

  /** From now on nothing passes, in either direction, and nobody is told. New connections are taken, as a dead peer's backlog would. */
  partition(): void {
    this.partitioned = true;
    for (const socket of this.sockets) socket.pause();
  }

  /** Everything held back passes now, as TCP would send it again. */
  heal(): void {
    this.partitioned = false;
    for (const socket of this.sockets) socket.resume();
  }

  /** New connections pass, while those of the partition stay silent for good. */
  strand(): void {
    this.partitioned = false;
  }

  /** New connections go to another server. */
  retarget(port: number): void {
    this.targetPort = port;
  }

  /** Resets every connection. */
  cut(): void {
    for (const socket of this.sockets) socket.resetAndDestroy();
  }

  async close(): Promise<void> {
    this.server.close();
    this.cut();
    await once(this.server, 'close');
  }

  private relay(client: Socket): void {
    const upstream = connect({ port: this.targetPort, host: '127.0.0.1', noDelay: true });
    this.join(client, upstream);
    this.join(upstream, client);
  }

  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (chunk) => to.write(chunk));
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.partitioned) from.pause();
  }
}
