import { StartError } from '../process/errors.ts';
import { isMissing } from './engine.ts';
import type Docker from 'dockerode';

const ourImages = ['orchestrator', 'worker', 'users', 'rides', 'load-balancer'];

/** @throws {@link StartError} that names those of our images that the engine does not have */
export async function requireImages(docker: Docker, env: NodeJS.ProcessEnv): Promise<void> {
  const tag = env['IMAGE_TAG'] ?? 'latest';
  const missing: string[] = [];
  for (const image of ourImages.map((name) => `${name}:${tag}`)) {
    try {
      await docker.getImage(image).inspect();
    } catch (error) {
      if (!isMissing(error)) throw error;
      missing.push(image);
    }
  }
  if (missing.length === 0) return;
  throw new StartError(`The engine has no image ${missing.join(', ')}: ./scripts/up --docker builds them.`);
}
