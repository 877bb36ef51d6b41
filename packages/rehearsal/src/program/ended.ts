/** A command that has ended. */
export interface Ended {
  /** 128 and the signal's number when a signal ended it. */
  code: number;
  /** What it printed on its standard output. */
  output: string;
  /** What it printed on its standard error. */
  complaint: string;
}

/** A command did not end with 0; the message holds what it printed. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
  readonly ended: Ended;

  constructor(command: readonly string[], where: string, ended: Ended) {
    const said = [ended.output, ended.complaint].map((text) => text.trim()).filter((text) => text !== '');
    super([`"${command.join(' ')}" on ${where} ended with ${ended.code}:`, ...said].join('\n'));
    this.ended = ended;
  }
}
