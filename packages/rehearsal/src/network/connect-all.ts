import { json } from 'node:stream/consumers';
import { connectAll } from './connect.ts';
import type { Target } from './vantage.ts';

// In the network that it is started in, so that it is a program of its own.
const targets = (await json(process.stdin)) as Target[];
process.stdout.write(JSON.stringify(await connectAll(targets)));
