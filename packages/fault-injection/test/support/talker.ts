import { once } from 'node:events';
import { createServer, connect, type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';

/** A server and a client of it in one process: tells its port, and for each line that it gets whether it came back. */
const server = createServer((socket) => {
  socket.on('error', () => undefined);
  socket.pipe(socket);
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
const client = connect({ port, host: '127.0.0.1', noDelay: true });
await once(client, 'connect');
client.on('data', (chunk: Buffer) => process.stdout.write(chunk));
client.on('error', (error: NodeJS.ErrnoException) => console.log(error.code));
console.log(port);
createInterface(process.stdin).on('line', (line) => client.write(`${line}\n`));
process.stdin.on('end', () => process.exit());
