/** What scripts/rehearse hands on. */
export interface Settings {
  versions: { first: string; second: string };
  nginxImage: string;
  /** Whether the hosts outlive the rehearsal. */
  keep: boolean;
}

/** @throws Error when the two packed versions are not named */
export function settingsOf(env: NodeJS.ProcessEnv): Settings {
  const { REHEARSAL_VERSIONS = '', REHEARSAL_KEEP: keep, NGINX_IMAGE: nginxImage = 'nginx:1.28' } = env;
  const [first, second] = REHEARSAL_VERSIONS.split(' ');
  if (!first || !second)
    throw new Error('REHEARSAL_VERSIONS must name two packed versions; ./scripts/rehearse does that.');
  return { versions: { first, second }, nginxImage, keep: keep === 'true' };
}
