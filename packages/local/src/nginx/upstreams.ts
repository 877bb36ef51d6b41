/** The services behind the load balancer, each as host:port. */
export interface Upstreams {
  users: string;
  rides: string;
}

/** Directives that set `$service`, and `$asked` for its readiness, to what stands for the service in a URL. */
function choose({ users, rides }: Upstreams): string {
  return `map $request_uri $service {
    ~^/api/v1/users ${users};
    default ${rides};
  }
  map $uri $asked {
    /status/users ${users};
    default ${rides};
  }`;
}

/** Services that stay where they are when nginx starts; connections to them are kept. */
export function fixedUpstreams({ users, rides }: Upstreams): string {
  return `
  upstream users { server ${users} max_fails=0; keepalive 128; keepalive_timeout 4s; }
  upstream rides { server ${rides} max_fails=0; keepalive 128; keepalive_timeout 4s; }
  ${choose({ users: 'users', rides: 'rides' })}`;
}

/** Services that may move, or come later: the name server tells where they are now. No connection is kept. */
export function movingUpstreams(upstreams: Upstreams, nameServer: string): string {
  return `
  resolver ${nameServer} valid=1s ipv6=off;
  resolver_timeout 2s;
  ${choose(upstreams)}`;
}
