import { expect } from 'chai';
import fc from 'fast-check';
import type { Candidate } from './candidate.ts';
import { ElectionWorld } from './election-world.ts';

const RUNS = Number(process.env['MODEL_RUNS'] ?? 200);

/** One of the candidates by its number, the one that leads, or one whose claim is not answered yet. */
type Who = number | 'master' | 'claimant';

type Step =
  | { do: 'moves'; choices: number[] }
  | { do: 'calm' }
  | { do: 'spawn'; pid: number }
  | {
      do: 'restart' | 'stall' | 'freeze' | 'thaw' | 'expire' | 'timeout' | 'bury' | 'leave' | 'report';
      who: Who;
    }
  | { do: 'kill' | 'lose'; who: Who; inFlight: number }
  | { do: 'zookeeper'; up: boolean };

const who = fc.oneof(fc.constantFrom('master' as const, 'claimant' as const), fc.nat({ max: 7 }));
const inFlight = fc.nat({ max: 3 });
const pid = fc.integer({ min: 1, max: 99 });
const moves = fc.record({
  do: fc.constant('moves' as const),
  choices: fc.array(fc.nat({ max: 99 }), { minLength: 1, maxLength: 12, size: 'max' }),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 12, arbitrary: moves },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('calm' as const) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('spawn' as const), pid }) },
  {
    weight: 8,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'restart',
        'stall',
        'freeze',
        'thaw',
        'expire',
        'timeout',
        'bury',
        'leave',
        'report',
      ),
      who,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constantFrom('kill', 'lose'), who, inFlight }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('zookeeper' as const), up: fc.boolean() }) },
);

const story = fc.record({
  pids: fc.uniqueArray(pid, { minLength: 1, maxLength: 4 }),
  steps: fc.array(step, { maxLength: 40, size: 'max' }),
});

async function take(world: ElectionWorld, step: Step): Promise<void> {
  if (step.do === 'moves') for (const choice of step.choices) await world.move(choice);
  else if (step.do === 'calm') await world.calm();
  else if (step.do === 'spawn') world.spawn(step.pid);
  else if (step.do === 'zookeeper') {
    world.server.up = step.up;
    if (!step.up) world.server.dropConnections();
  } else meddle(world, step);
  await world.settle();
}

function chosen(world: ElectionWorld, who: Who): Candidate | undefined {
  if (who === 'master') return world.running.find(({ leads }) => leads);
  if (who === 'claimant') return world.running.find(({ claiming }) => claiming);
  return world.candidates[who % world.candidates.length];
}

/** What can happen to one worker; nothing where it can't. */
function meddle(world: ElectionWorld, step: Extract<Step, { who: Who }>): void {
  const candidate = chosen(world, step.who);
  if (!candidate) return;
  const { session, frozen, state } = candidate;
  const awake = state !== 'dead' && !frozen;
  if (step.do === 'kill') candidate.die(step.inFlight);
  else if (step.do === 'bury') world.bury(candidate);
  else if (step.do === 'restart') world.restart(candidate);
  else if (step.do === 'freeze' || step.do === 'thaw') candidate.frozen = step.do === 'freeze';
  else if (step.do === 'expire' && (!awake || session.state === 'connecting')) world.expire(candidate);
  else if (step.do === 'stall') {
    candidate.frozen = true;
    world.expire(candidate);
  } else if (!awake) return;
  else if (step.do === 'lose') session.lose(step.inFlight);
  else if (step.do === 'timeout') session.timeOut();
  else if (step.do === 'leave') candidate.leave();
  else if (step.do === 'report') candidate.report(world.candidates.length);
}

describe('Elections, whatever happens to workers and to ZooKeeper,', () => {
  it('end with one master who knows it, while anyone is left, and go on to the lowest pid from there', async () => {
    await fc.assert(
      fc.asyncProperty(story, async ({ pids, steps }) => {
        const world = new ElectionWorld();
        for (const pid of pids) world.spawn(pid);
        for (const step of steps) await take(world, step);
        await world.rest();
        world.check();
        while (world.running.length > 0) {
          const heirs = world.running.filter(({ leads }) => !leads);
          world.running.find(({ leads }) => leads)?.die();
          await world.rest();
          world.check();
          expect(world.master?.pid).to.equal(heirs.map(({ pid }) => pid).sort((a, b) => a - b)[0]);
        }
      }),
      { numRuns: RUNS },
    );
  }).timeout(600_000);
});
