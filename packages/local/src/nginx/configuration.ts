import { bracketed } from '../ports/host.ts';
import { pageLocations, pageMap } from './page.ts';
import { problemPages } from './problems.ts';
import { fixedUpstreams, movingUpstreams } from './upstreams.ts';
import type { Upstreams } from './upstreams.ts';

export interface EdgeOptions extends Upstreams {
  /** Holds its configuration and temporary files. */
  dir: string;
  logFile: string;
  host: string;
  port: number;
  /** Folder with the files of the landing page. */
  page: string;
  /** Whom nginx serves as when it was started by root; its own choice without it. */
  user?: string;
  /** Asked again and again for the addresses of the services; without one they are looked up at the start. */
  nameServer?: string;
}

const readRequest = 418;

/**
 * The load balancer with the path rules of the AWS one: `/api/v1/users*` → users, all else → rides, decided on the
 * path as it was sent, which is passed on untouched; but for the landing page, which is served here as it is there by
 * the hosts. Only reads are sent again when a kept connection turns out dead.
 */
export function edgeConfiguration(options: EdgeOptions): string {
  const { dir, logFile, host, port, page, user, nameServer } = options;
  const upstreams = nameServer === undefined ? fixedUpstreams(options) : movingUpstreams(options, nameServer);
  return `
daemon off;
${user === undefined ? '' : `user ${user};`}
pid "${dir}/nginx.pid";
error_log "${logFile}" warn;
worker_processes auto;
worker_shutdown_timeout 10s;
events { worker_connections 4096; }
http {
  access_log off;
  server_tokens off;
  client_body_temp_path "${dir}/client-body";
  proxy_temp_path "${dir}/proxy";
  fastcgi_temp_path "${dir}/fastcgi";
  uwsgi_temp_path "${dir}/uwsgi";
  scgi_temp_path "${dir}/scgi";
${upstreams}
${pageMap}
  map $request_method $is_read {
    GET 1;
    HEAD 1;
    default 0;
  }
  map $http_host $original_host {
    "" $host:$server_port;
    default $http_host;
  }
  map $request_uri $allowed {
    ~^/(api\\.html|assets/[^?]*)?([?]|$) "GET, HEAD";
    default "GET, HEAD, PUT, POST, DELETE";
  }

  server {
    listen ${bracketed(host)}:${port} backlog=4096;
    keepalive_requests 1000000;
    tcp_nodelay on;
    client_max_body_size 1m;
    client_body_buffer_size 1m;
    large_client_header_buffers 8 1m;
    recursive_error_pages on;
    error_page ${readRequest} = @read;

    proxy_http_version 1.1;
    proxy_set_header Connection "";
    proxy_set_header Host $original_host;
    proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
    proxy_set_header X-Forwarded-Proto $scheme;
    proxy_connect_timeout 2s;
    proxy_read_timeout 60s;
    proxy_buffer_size 64k;
    proxy_buffers 16 64k;
    proxy_busy_buffers_size 128k;
    proxy_max_temp_file_size 0;
    proxy_next_upstream off;

    location / {
      if ($is_read) { return ${readRequest}; }
      proxy_pass http://$service;
    }
    location @read {
      proxy_next_upstream error;
      proxy_pass http://$service;
    }
${pageLocations(page)}
${problemPages()}
  }
}
`.trimStart();
}
