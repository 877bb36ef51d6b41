import { useSystem } from './system.ts';

/** The one system of all suites that break nothing; hooks of the root suite, as this is loaded outside of any. */
export const shared = useSystem({ PROCESSES: '2' });

export const { edge, users, rides, dbaas } = shared;
