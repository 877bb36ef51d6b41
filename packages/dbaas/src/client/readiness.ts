import type { Readiness } from '@rideshare/common';

/** What the readiness of a service on the database is made of. */
export interface ReadinessParts {
  client: { ready(): Promise<boolean> };
  database: { readonly declared: boolean };
}

/** Ready when requests can be answered: the tables stand and the database answers. */
export async function databaseReadiness({ client, database }: ReadinessParts): Promise<Readiness> {
  const answers = await client.ready();
  const { declared } = database;
  return {
    ready: answers && declared,
    dependencies: {
      database: { ok: answers, detail: answers ? 'answers' : 'does not answer' },
      tables: { ok: declared, detail: declared ? 'declared' : 'not declared yet' },
    },
  };
}
