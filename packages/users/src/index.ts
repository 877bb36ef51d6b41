export { usersConfig, type UsersConfig } from './config.ts';
