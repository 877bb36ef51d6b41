import type { Board } from './board.ts';
import type { Client, ServiceAnswer } from './client.ts';

/** Looks for one user of anybody's. */
export async function readUser(client: Client, board: Board): Promise<void> {
  if (board.users.items.length === 0) return;
  const username = client.random.pick(board.users.items);
  await client.look(
    `/api/v1/users?username=${encodeURIComponent(username)}`,
    ({ content }: ServiceAnswer) => ({
      about: 'user',
      username,
      present: (content as string[] | undefined)?.includes(username) ?? false,
    }),
  );
}
