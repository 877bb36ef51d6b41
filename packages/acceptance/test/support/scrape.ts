import type { Service } from './service.ts';

/** The numbers that a service tells, by name and labels as they stand there: `name{label="value"}`. */
export async function scrape(service: Service): Promise<Map<string, number>> {
  const answer = await service.get('/metrics');
  if (answer.status !== 200) throw new Error(`metrics: ${answer.status} ${answer.text}`);
  const lines = answer.text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ')))]),
  );
}

/** The values of one metric for all its labels. */
export async function valuesOf(service: Service, name: string): Promise<number[]> {
  const metrics = await scrape(service);
  return [...metrics].flatMap(([key, value]) => (key === name || key.startsWith(`${name}{`) ? [value] : []));
}
