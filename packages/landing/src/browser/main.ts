import { ask } from './answer.ts';
import { healthOf } from './health.ts';
import { Pulse } from './pulse.ts';
import { showHealth, showOrigin } from './show.ts';

const intervalMs = 10_000;

async function refresh(): Promise<void> {
  const [users, rides] = await Promise.all([ask('/status/users'), ask('/status/rides')]);
  showHealth(healthOf({ users, rides }), new Date());
}

const pulse = new Pulse(refresh, intervalMs, {
  now: () => performance.now(),
  after: (ms, then) => {
    const timer = setTimeout(then, ms);
    return () => clearTimeout(timer);
  },
});

function follow(): void {
  if (document.visibilityState === 'visible') pulse.start();
  else pulse.pause();
}

showOrigin(location.origin);
document.addEventListener('visibilitychange', follow);
follow();
