import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const headersFile = fileURLToPath(import.meta.resolve('@rideshare/landing/headers.json'));

/** Where the build leaves the files of the landing page. */
export const builtPage = dirname(fileURLToPath(import.meta.resolve('@rideshare/landing/index.html')));

function headers(): string[] {
  const values = JSON.parse(readFileSync(headersFile, 'utf8')) as Record<string, string>;
  return Object.entries(values).map(([name, value]) => `add_header ${name} "${value}" always;`);
}

/** nginx directive that sets `$page` to the file that is meant. */
export const pageMap = `
  map $uri $page {
    / /index.html;
    default $uri;
  }`;

/**
 * nginx directives that serve the files in the folder, `/` and nothing else but their own paths, and the readiness of the
 * services for them at `/status/users` and `/status/rides`.
 */
export function pageLocations(folder: string): string {
  return `
    location ~ ^/(api\\.html|assets/.*)?$ {
      if ($is_read = 0) { return 405; }
      root "${folder}";
      try_files $page =404;
      types { text/html html; text/css css; text/javascript js; image/svg+xml svg; }
      charset utf-8;
      charset_types text/css text/javascript image/svg+xml;
      gzip on;
      gzip_types text/css text/javascript image/svg+xml;
      gzip_vary on;
      ${headers().join('\n      ')}
    }
    location ~ ^/status/(users|rides)$ {
      proxy_next_upstream error;
      proxy_pass http://$asked/readyz;
    }`;
}
