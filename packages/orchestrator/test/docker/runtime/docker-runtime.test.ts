import { describeRuntime } from '../../contract/worker-runtime.ts';
import { useDockerBench } from './bench/docker-bench.ts';

describe('The docker runtime', () => {
  const bench = useDockerBench();

  describeRuntime(() => bench);
});
