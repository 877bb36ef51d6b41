/** On everything of a deployment, be it a container, a network or a volume: which one. */
export const DEPLOYMENT_LABEL = 'rideshare.deployment';

/** On the containers and volumes of workers: whose. */
export const WORKER_LABEL = 'rideshare.worker';

/** On the containers of workers: a digest of all that one worker's container has in common with another's. */
export const SPEC_LABEL = 'rideshare.spec';
