import type { History, Instant } from '../contract.ts';
import { Random } from '../random.ts';
import type { Strike } from '../strikes/strike.ts';
import { pass } from '../strikes/victim.ts';
import type { Arena } from '../system/arena.ts';
import { complaintOf, outwait } from '../system/well.ts';
import type { PlannedStrike, Round } from './schedule.ts';
import type { StruckRound } from './strike-log.ts';

/** At least this long it is calm between two rounds, so that each one's gaps are its own. */
const CALM_MS = 800;

/** How long the next round waits for the system to recover from the one before. */
const RECOVERY_MS = 20_000;

export interface CampaignOptions<Kind extends string, A extends Arena> {
  arena: A;
  strikes: Readonly<Record<Kind, Strike<A>>>;
  rounds: Iterable<Round<Kind>>;
  /** Of the load, by which the users' point of view is told. */
  history: History;
  /** No round begins later. */
  endsAt: Instant;
  signal: AbortSignal;
}

/** Strikes round after round, and waits after each until the system is well and has answered reads and writes again. */
export class Campaign<Kind extends string, A extends Arena> {
  readonly #options: CampaignOptions<Kind, A>;
  readonly #log: StruckRound[] = [];
  #current: readonly Kind[] = [];

  constructor(options: CampaignOptions<Kind, A>) {
    this.#options = options;
  }

  get log(): readonly StruckRound[] {
    return this.#log;
  }

  /** What is being done now. */
  get current(): readonly Kind[] {
    return this.#current;
  }

  async run(): Promise<void> {
    const { rounds, endsAt, signal } = this.#options;
    let due = performance.now();
    for (const round of rounds) {
      due += round.pauseMs;
      const begin = Math.max(due, performance.now() + CALM_MS);
      if (begin >= endsAt) return;
      await pass(begin - performance.now(), signal);
      if (signal.aborted) return;
      await this.#strike(round);
    }
  }

  async #strike(round: Round<Kind>): Promise<void> {
    const { signal } = this.#options;
    const startedAt = performance.now();
    this.#current = round.strikes.map(({ kind }) => kind);
    const struck = await Promise.all(round.strikes.map((planned) => this.#make(planned)));
    const undoneAt = performance.now();
    const trouble = await outwait(() => this.#complaint(undoneAt), RECOVERY_MS, signal);
    const kinds = this.#current.filter((_, index) => struck[index]);
    this.#current = [];
    if (kinds.length > 0)
      this.#log.push({ kinds, startedAt, undoneAt, recoveredAt: performance.now(), trouble });
  }

  async #complaint(undoneAt: Instant): Promise<string | undefined> {
    const { arena, history } = this.#options;
    const { read, write } = history.answered;
    if ((write.at(-1) ?? 0) < undoneAt) return 'no write has been acknowledged since';
    if ((read.at(-1) ?? 0) < undoneAt) return 'no read has been answered since';
    return complaintOf(arena);
  }

  async #make({ kind, seed, afterMs }: PlannedStrike<Kind>): Promise<boolean> {
    const { arena, strikes, signal } = this.#options;
    await pass(afterMs, signal);
    return !signal.aborted && strikes[kind].run({ arena, random: new Random(seed), signal });
  }
}
