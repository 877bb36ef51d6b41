import { stageOf } from '../engine/stage.ts';
import { removeRehearsal } from '../remove.ts';

await removeRehearsal(stageOf(process.env));
