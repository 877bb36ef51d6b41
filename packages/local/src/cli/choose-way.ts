import { chooseWay } from './choose.ts';
import { exitCode } from './exit-code.ts';
import { runCommand } from './main.ts';
import { systemFolder } from './place.ts';
import { wayFlags, waysIn } from './ways.ts';

// For ./scripts: the way, the engine's address if it is Docker, and a sentence if there is something to say.
await runCommand([...wayFlags], async ({ flags }) => {
  const dir = systemFolder();
  const { way, sentence = '' } = await chooseWay(dir, flags);
  const [docker] = waysIn(dir);
  console.log([way, way === 'docker' ? `unix://${docker.engine.socketPath}` : '', sentence].join('\n'));
  return exitCode.ok;
});
