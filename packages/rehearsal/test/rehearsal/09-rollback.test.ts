import { deployment } from '../support/deployment.ts';
import { describeRollout } from '../support/rollout.ts';

describeRollout('rollback.yml', () => deployment().versions.first);
