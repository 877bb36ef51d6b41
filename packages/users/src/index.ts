export { createUsersApp, type UsersAppParts } from './app.ts';
export { usersConfig, type UsersConfig } from './config.ts';
export { tables } from './tables.ts';
