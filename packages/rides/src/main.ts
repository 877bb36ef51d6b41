import { requireConfig } from '@rideshare/common';
import { runDatabaseService } from '@rideshare/dbaas';
import { createRidesApp } from './app.ts';
import { systemClock } from './clock.ts';
import { ridesConfig } from './config.ts';
import { tables } from './tables.ts';
import { UsersService } from './user-directory.ts';

const config = requireConfig(ridesConfig);
const { usersUrl, usersTimeoutMs, publicUrl, timeZone } = config;
const users = new UsersService({ url: usersUrl, origin: publicUrl, timeoutMs: usersTimeoutMs });

await runDatabaseService({
  name: 'rides',
  config,
  tables,
  createApp: (parts) => createRidesApp({ ...parts, users, clock: systemClock, timeZone }),
});
