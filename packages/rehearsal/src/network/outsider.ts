import { createAt, started } from '../engine/start-container.ts';
import type { Stage } from '../engine/stage.ts';
import type { Cast } from './cast.ts';
import { containerVantage } from './container-vantage.ts';
import type { Vantage } from './vantage.ts';

/** Starts somebody who belongs to nothing. */
export async function startOutsider(stage: Stage, { outsider }: Cast, image: string): Promise<Vantage> {
  const created = createAt(stage, 'outsider', outsider, {
    Image: image,
    Entrypoint: [],
    Cmd: ['sleep', 'infinity'],
    HostConfig: { Init: true },
  });
  return containerVantage(await created.then(started), 'the outsider', outsider.address);
}
