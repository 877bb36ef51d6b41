import { deployment } from '../support/deployment.ts';
import { describeRollout } from '../support/rollout.ts';

describeRollout('rolling.yml', () => deployment().versions.second);
