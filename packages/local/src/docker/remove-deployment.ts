import { Deployment } from './deployment.ts';
import { engineOf } from './engine.ts';
import { removeAll } from './remove.ts';

const { DEPLOYMENT: name = '', CONTAINER_PREFIX: prefix = '' } = process.env;
await removeAll(new Deployment(engineOf(process.env).docker, { name, prefix }));
