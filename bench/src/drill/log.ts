/** What a drill tells: each step with its time, and each promise with whether it held. */
export interface DrillLog {
  /** Runs a step and tells how long it took. */
  step<T>(name: string, work: () => Promise<T>): Promise<T>;
  /** Tells a promise and whether it held; a drill with one that did not has failed. */
  holds(promise: string, held: boolean, more?: string): void;
  /** The table of times, and the verdict; true when everything held. */
  close(): boolean;
}

export function createLog(say: (line: string) => void): DrillLog {
  const times: { name: string; ms: number }[] = [];
  let broken = 0;
  return {
    step: async (name, work) => {
      const started = performance.now();
      const result = await work();
      const ms = performance.now() - started;
      times.push({ name, ms });
      say(`${seconds(ms)}  ${name}`);
      return result;
    },
    holds: (promise, held, more = '') => {
      if (!held) broken += 1;
      say(`        ${held ? '✓' : '✗'} ${promise}${more === '' ? '' : `: ${more}`}`);
    },
    close: () => {
      const total = times.reduce((sum, { ms }) => sum + ms, 0);
      say(`\n${seconds(total)}  in all`);
      say(broken === 0 ? '\nEverything held.' : `\nPromises that did not hold: ${broken}`);
      return broken === 0;
    },
  };
}

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1).padStart(6)} s`;
