import type { Service } from './service.ts';

/** The value of a metric without labels. @throws Error when the service does not tell it. */
export async function metric(service: Service, name: string): Promise<number> {
  const { status, text } = await service.get('/metrics');
  const value = new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1];
  if (status !== 200 || value === undefined) throw new Error(`no ${name} in /metrics: ${status}`);
  return Number(value);
}
