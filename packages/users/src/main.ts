import { requireConfig } from '@rideshare/common';
import { runDatabaseService } from '@rideshare/dbaas';
import { createUsersApp } from './app.ts';
import { usersConfig } from './config.ts';
import { tables } from './tables.ts';

const config = requireConfig(usersConfig);

await runDatabaseService({ name: 'users', config, tables, createApp: createUsersApp });
