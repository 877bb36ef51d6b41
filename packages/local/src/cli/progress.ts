const nameWidth = 14;

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** One line a step: its name while it is under way, then how it went and how long it took. */
export class Progress {
  readonly #startedAt = performance.now();
  #step: number | undefined;

  begin(name: string): void {
    this.#step = performance.now();
    process.stdout.write(`  ${name.padEnd(nameWidth)} `);
  }

  end(result: string): void {
    if (this.#step === undefined) return;
    process.stdout.write(`${result.padEnd(8)} ${seconds(performance.now() - this.#step).padStart(7)}\n`);
    this.#step = undefined;
  }

  /** Runs one step from begin to end. */
  async step<T>(name: string, result: string, action: () => Promise<T> | T): Promise<T> {
    this.begin(name);
    try {
      const value = await action();
      this.end(result);
      return value;
    } catch (error) {
      this.end('failed');
      throw error;
    }
  }

  say(text: string): void {
    process.stdout.write(`${text}\n`);
  }

  get elapsed(): string {
    return seconds(performance.now() - this.#startedAt);
  }
}
