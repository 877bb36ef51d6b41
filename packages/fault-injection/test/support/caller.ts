import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/** A client that says something and hears what comes back. */
export class Caller {
  readonly socket: Socket;
  heard = '';

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.setEncoding('latin1');
    socket.on('error', () => undefined);
    socket.on('data', (text: string) => {
      this.heard += text;
    });
  }

  static async connect(port: number): Promise<Caller> {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    await once(socket, 'connect');
    return new Caller(socket);
  }

  get port(): number {
    return this.socket.localPort ?? 0;
  }

  say(text: string): void {
    this.socket.write(text, 'latin1');
  }

  async hears(length: number): Promise<string> {
    while (this.heard.length < length) await once(this.socket, 'data');
    return this.heard;
  }

  /** Resolves with the code of the error that ended the connection. */
  async broken(): Promise<string | undefined> {
    const [error] = (await once(this.socket, 'error')) as [NodeJS.ErrnoException];
    return error.code;
  }
}
