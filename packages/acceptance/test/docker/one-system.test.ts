import { useDockerSystem } from '../support/docker/system.ts';
import { testEngineRestarts } from './one-system/engine-restarts.ts';
import { testHardening } from './one-system/hardening.ts';
import { testIsolation } from './one-system/isolation.ts';
import { testLostNetwork } from './one-system/lost-network.ts';
import { testMoved } from './one-system/moved.ts';
import { testOrchestrator } from './one-system/orchestrator.ts';
import { testStart } from './one-system/start.ts';
import { testStrikes } from './one-system/strikes.ts';

describe('A system in containers', function () {
  this.timeout(300_000);
  const system = useDockerSystem();

  testStart(system);
  testHardening(system);
  testIsolation(system);
  testMoved(system);
  testStrikes(system);
  testLostNetwork(system);
  testOrchestrator(system);
  testEngineRestarts(system);
});
