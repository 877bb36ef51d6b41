import type { DirectWrite } from '../history/operation.ts';
import type { Recorder } from '../history/recorder.ts';
import type { Random } from '../random.ts';
import type { Answer } from './http-client.ts';
import { gistOf, isVerdict } from './outcome.ts';
import { Recent } from './recent.ts';

/** A request that has its outcome, and how to send it again. */
export interface Settled {
  op: DirectWrite;
  answer: Answer;
  send: () => Promise<Answer>;
}

/** How often one of the last requests is sent again, and of how many. */
const DOUBTING = 0.03;
const REMEMBERED = 100;

/** Sends requests that have their outcome again, to see whether they keep it. */
export class Doubts {
  readonly #settled = new Recent<Settled>(REMEMBERED);
  readonly #random: Random;
  readonly #recorder: Recorder;

  constructor({ random, recorder }: { random: Random; recorder: Recorder }) {
    this.#random = random;
    this.#recorder = recorder;
  }

  /** Remembers a request, and doubts one of the last ones every now and then. */
  async add(settled: Settled): Promise<void> {
    this.#settled.add(settled);
    if (this.#random.next() >= DOUBTING) return;
    const { op, answer, send } = this.#random.pick(this.#settled.items);
    const first = gistOf(answer);
    const again = await send();
    if (isVerdict(again) && gistOf(again) !== first)
      this.#recorder.contradict({ op, first, again: gistOf(again) });
  }
}
