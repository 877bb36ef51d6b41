import { expect } from 'chai';
import { dbaas, rides, users } from '../../support/shared.ts';

for (const [name, service] of Object.entries({ users, rides, dbaas })) {
  describe(`the health of ${name}`, () => {
    it('is alive', async () => {
      expect((await service.get('/livez')).status).to.equal(200);
    });

    it('is ready, with each dependency and its state', async () => {
      const answer = await service.get('/readyz');
      expect(answer.status).to.equal(200);
      const { ready, dependencies } = answer.json as { ready: boolean; dependencies: Record<string, string> };
      expect(ready).to.equal(true);
      expect(Object.keys(dependencies)).not.to.be.empty;
      for (const state of Object.values(dependencies)) expect(state).to.match(/^ok/);
    });

    it('is measured in the text format of Prometheus', async () => {
      const answer = await service.get('/metrics');
      expect(answer.status).to.equal(200);
      expect(answer.headers['content-type']).to.match(/^text\/plain\b/);
      expect(answer.text).to.match(/^# TYPE \w+ (counter|histogram|gauge|summary)$/m);
    });
  });
}
