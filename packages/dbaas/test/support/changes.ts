import type { Membership } from '../../src/zookeeper/membership.ts';

/** Resolves once the condition holds, looked at again on each change that the membership tells of. */
export class Changes {
  private wake: () => void = () => undefined;

  constructor(membership: Membership) {
    membership.onChange(() => this.wake());
  }

  async until(condition: () => Promise<boolean>): Promise<void> {
    for (;;) {
      const { promise, resolve }: PromiseWithResolvers<void> = Promise.withResolvers();
      this.wake = resolve;
      if (await condition()) return;
      await promise;
    }
  }
}
