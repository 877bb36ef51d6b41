import { behindAlb, dbaas, edge, rides, users } from './shared.ts';
import type { Endpoints } from '@rideshare/local';
import type { Service } from './service.ts';

/** One path of the contract and its methods. */
export interface Route {
  path: string;
  methods: string[];
  /** Those of its methods whose request is `{}`. */
  bare?: string[];
}

export interface ServiceRoutes {
  name: keyof Endpoints;
  service: Service;
  routes: Route[];
}

const HEALTH: Route[] = ['/livez', '/readyz', '/metrics'].map((path) => ({ path, methods: ['GET'] }));
const CLEAR: Route = { path: '/api/v1/db/clear', methods: ['POST'], bare: ['POST'] };
const COUNT: Route = { path: '/api/v1/_count', methods: ['GET', 'DELETE'], bare: ['DELETE'] };

const USERS: Route[] = [
  { path: '/api/v1/users', methods: ['GET', 'PUT'] },
  { path: '/api/v1/users/somebody', methods: ['DELETE'], bare: ['DELETE'] },
];

const RIDES: Route[] = [
  { path: '/api/v1/rides', methods: ['GET', 'POST'] },
  { path: '/api/v1/rides/count', methods: ['GET'] },
  { path: '/api/v1/rides/123456789', methods: ['GET', 'POST', 'DELETE'], bare: ['DELETE'] },
];

const DATABASE: Route[] = [
  { path: '/api/v1/db/write', methods: ['POST'] },
  { path: '/api/v1/db/read', methods: ['POST'] },
  { path: '/api/v1/db/tables', methods: ['GET'] },
  { path: '/api/v1/db/tables/nothing', methods: ['GET', 'PUT'] },
  { path: '/api/v1/db/backup', methods: ['GET'] },
  { path: '/api/v1/worker/list', methods: ['GET'] },
];

/** Every service with its routes, the crash calls excepted: they work without a body. */
export const SERVICES: ServiceRoutes[] = [
  { name: 'users', service: users, routes: [...USERS, CLEAR, COUNT, ...HEALTH] },
  { name: 'rides', service: rides, routes: [...RIDES, CLEAR, COUNT, ...HEALTH] },
  { name: 'dbaas', service: dbaas, routes: [...DATABASE, ...HEALTH] },
  { name: 'edge', service: edge, routes: [...USERS, ...RIDES, CLEAR, COUNT, ...HEALTH] },
];

/** Those where it is ours to read what comes as HTTP: an Application Load Balancer refuses in words of its own. */
export const OUR_PARSERS = SERVICES.filter(({ name }) => name !== 'edge' || !behindAlb);

/** Methods of HTTP that some route answers or none does. */
export const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS', 'PROPFIND', 'LOCK', 'SEARCH'];
