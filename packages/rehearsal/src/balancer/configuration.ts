import type { ByHost } from '../hosts/by-host.ts';
import type { HostName } from '../hosts/host.ts';
import type { Plan } from '../plan/plan.ts';
import { expressionOf } from './patterns.ts';

export type Routing = Pick<Plan, 'listenerRules' | 'defaultTarget' | 'targetPort'>;

export interface BalancerOptions extends Routing {
  addresses: ByHost<string>;
  accessLog: string;
}

/** In seconds; of a new Application Load Balancer. */
const idleTimeout = 60;

function rulesOf({ listenerRules, defaultTarget }: Routing): string {
  const rules = listenerRules.flatMap(({ pathPatterns, targetRole }) =>
    pathPatterns.map((pattern) => `    ${JSON.stringify(`~${expressionOf(pattern)}`)} ${targetRole};`),
  );
  return [...rules, `    default ${defaultTarget};`].join('\n');
}

/** The hosts that requests are sent to. */
export function targetsOf({ listenerRules, defaultTarget }: Routing): HostName[] {
  return [...new Set([...listenerRules.map(({ targetRole }) => targetRole), defaultTarget])];
}

function targetGroupsOf(options: BalancerOptions): string {
  const { addresses, targetPort } = options;
  return targetsOf(options)
    .map(
      (name) => `  upstream ${name} { server ${addresses[name]}:${targetPort} max_fails=0; keepalive 32; }`,
    )
    .join('\n');
}

/**
 * nginx that does as an Application Load Balancer: the first rule whose pattern matches the path as it was sent decides;
 * connections to a target are kept, and a request on one that turns out dead is answered with 502, not sent again. With
 * one target in each group health checks change nothing, for a group without a healthy target gets its requests all the
 * same.
 */
export function balancerConfiguration(options: BalancerOptions): string {
  return `
daemon off;
error_log stderr warn;
worker_processes 2;
events { worker_connections 4096; }
http {
  server_tokens off;
  log_format requests escape=json '{"at":"$msec","client":"$remote_addr","method":"$request_method",'
    '"path":"$request_uri","origin":"$http_origin","target":"$target","status":"$status"}';
  access_log ${options.accessLog} requests;
${targetGroupsOf(options)}
  map $request_uri $sent_path { "~^([^?]*)" $1; }
  map $sent_path $target {
${rulesOf(options)}
  }

  server {
    listen 80 backlog=4096;
    keepalive_timeout ${idleTimeout}s;
    keepalive_requests 1000000;
    client_max_body_size 0;
    client_body_buffer_size 2m;
    large_client_header_buffers 4 16k;
    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $http_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_set_header X-Forwarded-Port $server_port;
    proxy_buffering off;
    proxy_connect_timeout 10s;
    proxy_send_timeout ${idleTimeout}s;
    proxy_read_timeout ${idleTimeout}s;
    proxy_next_upstream off;
    location / { proxy_pass http://$target; }
  }
}
`.trimStart();
}
