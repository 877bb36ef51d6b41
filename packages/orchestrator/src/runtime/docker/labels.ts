/** On everything of a deployment, be it a container, a network or a volume: which one. */
export const DEPLOYMENT_LABEL = 'rideshare.deployment';

/** On the containers and volumes of workers: whose. */
export const WORKER_LABEL = 'rideshare.worker';
