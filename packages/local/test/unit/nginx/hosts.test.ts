import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { problemPages } from '../../../src/nginx/problems.ts';

const problemsOfHosts = join(
  import.meta.dirname,
  '../../../../../ansible/roles/nginx/templates/problems.conf',
);

describe('nginx on the hosts', () => {
  it('tells of its own errors in the same words as the load balancer of one machine', async () => {
    expect(await readFile(problemsOfHosts, 'utf8')).to.equal(`${problemPages()}\n`);
  });
});
