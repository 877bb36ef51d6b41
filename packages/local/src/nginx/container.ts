import { edgeConfiguration } from './configuration.ts';

/** The name server that Docker has in every container of a network of its own. */
const nameServer = '127.0.0.11';

/** Prints the configuration of the load balancer's image. */
process.stdout.write(
  edgeConfiguration({
    dir: '/tmp',
    logFile: 'stderr',
    host: '0.0.0.0',
    port: 8888,
    page: '/usr/share/rideshare',
    users: 'users:8080',
    rides: 'rides:8000',
    nameServer,
  }),
);
