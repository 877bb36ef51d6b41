import {
  hostSetting,
  logLevelSetting,
  portSetting,
  processesSetting,
  type ConfigTable,
} from '@rideshare/common';
import { clientSettings, type ClientConfig } from '@rideshare/dbaas';

export interface UsersConfig extends ClientConfig {
  host: string;
  port: number;
  processes: number;
  logLevel: string;
}

export const usersConfig: ConfigTable<UsersConfig> = {
  host: hostSetting,
  port: portSetting(8080),
  processes: processesSetting,
  logLevel: logLevelSetting,
  ...clientSettings,
};
