export interface LevelTriggered {
  /** Asks for a pass that begins after this call; many calls during one pass lead to one more. */
  wake(): void;
  /** Starts no more passes, and resolves when the one under way has ended. */
  stop(): Promise<void>;
}

/**
 * A loop that looks at the world as it is, one pass at a time. Events carry nothing: they only wake it, so that
 * none can be missed or counted twice.
 */
export function levelTriggered(
  pass: () => Promise<void>,
  { onError }: { onError: (error: unknown) => void },
): LevelTriggered {
  let wanted = false;
  let stopped = false;
  let running: Promise<void> | undefined;

  async function run(): Promise<void> {
    while (wanted && !stopped) {
      wanted = false;
      await pass().catch(onError);
    }
    running = undefined;
  }

  return {
    wake() {
      wanted = true;
      running ??= run();
    },
    async stop() {
      stopped = true;
      await running;
    },
  };
}
