import { setTimeout as pauseByTimer } from 'node:timers/promises';
import type { Consistency, DirectWrite, LoadOperation, LoadWrite } from '../history/operation.ts';
import type { Recorder } from '../history/recorder.ts';
import type { Random } from '../random.ts';
import { Doubts } from './doubts.ts';
import type { Answer, Request } from './http-client.ts';
import { detailOf, directOutcome, isVerdict, serviceOutcome } from './outcome.ts';
import type { DirectQuestion, Finding, ServiceQuestion } from './questions.ts';

/** `HttpClient` is one. */
export interface Sender {
  send(request: Request): Promise<Answer>;
}

export interface ClientOptions {
  number: number;
  random: Random;
  recorder: Recorder;
  dbaas: Sender;
  edge: Sender;
  /** Sets this run's request ids apart from those of any other. */
  run: string;
  pause?: (ms: number) => Promise<unknown>;
}

export type Row = Readonly<Record<string, string | number | null>>;

export interface ServiceAnswer {
  status: number;
  /** Parsed JSON; undefined without content. */
  content: unknown;
}

/** How often an unknown outcome is asked for under the same key, until it is known. Else it stays unknown for good. */
const INSISTING = 0.6;
const PATIENCE_MS = 30_000;
const PAUSE_MS = { min: 3, max: 25 };

/** One user of the system: asks one thing after the other and records what it was told. */
export class Client {
  readonly number: number;
  readonly random: Random;
  readonly #options: ClientOptions;
  readonly #doubts: Doubts;

  constructor(options: ClientOptions) {
    this.number = options.number;
    this.random = options.random;
    this.#options = options;
    this.#doubts = new Doubts(options);
  }

  /** Sends a statement to the orchestrator. */
  async write(json: object, question: DirectQuestion): Promise<DirectWrite> {
    const { dbaas, recorder, run } = this.#options;
    const headers = { 'idempotency-key': `${run}-${question.id}` };
    const send = () => dbaas.send({ method: 'POST', path: '/api/v1/db/write', json, headers });
    const startedAt = performance.now();
    let answer = await send();
    if (directOutcome(answer) === 'unknown' && this.random.next() < INSISTING)
      answer = (await this.#insist(send)) ?? answer;
    const outcome = directOutcome(answer);
    const offset = outcome === 'ok' ? offsetIn(answer) : undefined;
    const op = { ...this.#timed('write', startedAt, outcome, answer), ...question, offset };
    recorder.add(op);
    if (isVerdict(answer)) await this.#doubts.add({ op, answer, send });
    await this.#breathe(outcome === 'ok' || isVerdict(answer));
    return op;
  }

  /** @returns the rows, or undefined when the read was not answered, which is recorded then. */
  async read(
    query: object,
    consistency: Consistency,
    find: (rows: readonly Row[]) => Finding,
  ): Promise<readonly Row[] | undefined> {
    const startedAt = performance.now();
    const answer = await this.#options.dbaas.send({
      method: 'POST',
      path: '/api/v1/db/read',
      json: { ...query, consistency },
    });
    const rows = answer.status === 200 ? (JSON.parse(answer.body) as Row[]) : undefined;
    this.#recordRead(startedAt, answer, consistency, rows && find(rows));
    await this.#breathe(rows !== undefined);
    return rows;
  }

  /** Asks a service, through the load balancer, to change something. */
  async ask(request: Request, question: ServiceQuestion): Promise<LoadWrite> {
    const startedAt = performance.now();
    const answer = await this.#options.edge.send(request);
    const outcome = serviceOutcome(answer);
    const op = { ...this.#timed('write', startedAt, outcome, answer), ...question, offset: undefined };
    this.#options.recorder.add(op);
    await this.#breathe(outcome !== 'unknown');
    return op;
  }

  /** Looks at something that a service shows. @returns false when it was not answered. */
  async look(path: string, find: (answer: ServiceAnswer) => Finding): Promise<boolean> {
    const startedAt = performance.now();
    const answer = await this.#options.edge.send({ method: 'GET', path });
    const { status, body } = answer;
    const answered = serviceOutcome(answer) === 'ok';
    const content: unknown = answered && body !== '' ? JSON.parse(body) : undefined;
    this.#recordRead(startedAt, answer, 'session', answered ? find({ status, content }) : undefined);
    await this.#breathe(answered);
    return answered;
  }

  /** Repeats a request until its outcome is known. @returns undefined when that takes too long */
  async #insist(send: () => Promise<Answer>): Promise<Answer | undefined> {
    const deadline = performance.now() + PATIENCE_MS;
    while (performance.now() < deadline) {
      await this.#breathe(false);
      const answer = await send();
      if (isVerdict(answer)) return answer;
    }
    return undefined;
  }

  #recordRead(startedAt: number, answer: Answer, consistency: Consistency, found: Finding | undefined): void {
    const timed = this.#timed('read', startedAt, found ? 'ok' : 'failed', answer);
    this.#options.recorder.add({ ...timed, consistency, ...(found ?? { about: 'nothing' }) });
  }

  #timed<K extends 'read' | 'write'>(
    kind: K,
    startedAt: number,
    outcome: LoadOperation['outcome'],
    answer: Answer,
  ) {
    const endedAt = performance.now();
    const { status } = answer;
    return { client: this.number, kind, startedAt, endedAt, outcome, status, detail: detailOf(answer) };
  }

  /** Waits a moment after a failure, so that what is down is not asked all the time. */
  async #breathe(well: boolean): Promise<void> {
    const { pause = pauseByTimer } = this.#options;
    if (!well) await pause(this.random.integer(PAUSE_MS.min, PAUSE_MS.max));
  }
}

function offsetIn({ body }: Answer): number | undefined {
  return (JSON.parse(body) as { offset?: number }).offset;
}
