import { copyFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';

const PROGRAM = fileURLToPath(new URL('../../../contract/fixture-worker.ts', import.meta.url));

/** Makes an image that is the worker's but for its program, which is the fixture. */
export async function buildFixtureImage(docker: Docker, name: string, label: string): Promise<void> {
  const { IMAGE_TAG: tag = 'latest' } = process.env;
  const context = await mkdtemp(join(tmpdir(), 'fixture-image-'));
  try {
    await copyFile(PROGRAM, join(context, 'worker.ts'));
    await writeFile(
      join(context, 'Dockerfile'),
      `FROM worker:${tag}
COPY worker.ts /fixture/
LABEL ${label}
HEALTHCHECK NONE
CMD ["node", "/fixture/worker.ts"]
`,
    );
    const src = ['Dockerfile', 'worker.ts'];
    const output = await text(await docker.buildImage({ context, src }, { t: name }));
    if (output.includes('errorDetail')) throw new Error(output);
  } finally {
    await rm(context, { recursive: true });
  }
}
