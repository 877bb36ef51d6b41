import type { Host } from '../../hosts/host.ts';

/** The addresses of all containers that run on a host, in all of their networks. */
export async function containerAddresses(host: Host): Promise<string[]> {
  const ids = (await host.run('docker', 'ps', '--quiet')).split('\n').filter((id) => id !== '');
  const format = '{{range .NetworkSettings.Networks}}{{.IPAddress}} {{end}}';
  const told = await host.run('docker', 'inspect', '--format', format, ...ids);
  return told.split(/\s+/).filter((address) => address !== '');
}
