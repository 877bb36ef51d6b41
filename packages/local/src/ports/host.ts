const everyAddress: Record<string, string> = { '0.0.0.0': '127.0.0.1', '::': '::1' };

/** The address that this machine connects to when a server binds `host`. */
export function connectableHost(host: string): string {
  return everyAddress[host] ?? host;
}

/** As it stands in front of a port: an IPv6 address in brackets. */
export function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
