import { badRequest, type HttpProblem } from '@rideshare/common';
import { NameTooLongError, type UserDirectory } from './user-directory.ts';

/** The problem of a field that names nobody. */
export function unknownUser(field: string): HttpProblem {
  return badRequest('There is no user of this name.', { [field]: 'is unknown' });
}

/** @throws HttpProblem 400, naming the field, when there is no such user; 503 or 504 when that cannot be found out. */
export async function requireUser(users: UserDirectory, field: string, username: string): Promise<void> {
  if (!(await exists(users, field, username))) throw unknownUser(field);
}

async function exists(users: UserDirectory, field: string, username: string): Promise<boolean> {
  try {
    return await users.exists(username);
  } catch (error) {
    if (!(error instanceof NameTooLongError)) throw error;
    throw badRequest('The name is too long to ask for its user.', { [field]: 'is too long' });
  }
}
