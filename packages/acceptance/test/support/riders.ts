import { createHash, randomUUID } from 'node:crypto';
import type { Answer } from './http.ts';
import type { Service } from './service.ts';

/** A username that no other test has. */
export function freshName(prefix = 'rider'): string {
  return `${prefix}-${randomUUID()}`;
}

/** SHA-1 hex, as a browser would send it. */
export function digest(password: string): string {
  return createHash('sha1').update(password).digest('hex');
}

export function putUser(service: Service, username: string): Promise<Answer> {
  return service.put('/api/v1/users', { username, password: digest(username) });
}

/** A new user's name. @throws Error unless it was created. */
export async function newUser(service: Service, username = freshName()): Promise<string> {
  const answer = await putUser(service, username);
  if (answer.status !== 201) throw new Error(`PUT user: ${answer.status} ${answer.text.slice(0, 500)}`);
  return username;
}

export function userPath(username: string): string {
  return `/api/v1/users/${encodeURIComponent(username)}`;
}
