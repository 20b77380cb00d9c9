/** What the server said of itself while it was fuzzed. */
export interface Watch {
  onLog: (line: string) => void;
  /** Lines of level error or worse about a request. */
  faultsOf: (requestId: string) => readonly string[];
  /** Lines of that level that name no request, and faults that nobody caught. */
  surprises: () => readonly string[];
  close: () => void;
}

const GRAVE = new Set(['error', 'fatal']);

export function openWatch(): Watch {
  const byRequest = new Map<string, string[]>();
  const surprises: string[] = [];
  const surprised = (error: unknown) =>
    surprises.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.on('unhandledRejection', surprised);
  process.on('uncaughtExceptionMonitor', surprised);
  return {
    onLog: (line) => {
      const { level, reqId } = JSON.parse(line) as { level: string; reqId?: string };
      if (!GRAVE.has(level)) return;
      if (reqId === undefined) surprises.push(line);
      else byRequest.set(reqId, [...(byRequest.get(reqId) ?? []), line]);
    },
    faultsOf: (requestId) => byRequest.get(requestId) ?? [],
    surprises: () => surprises,
    close: () => {
      process.off('unhandledRejection', surprised);
      process.off('uncaughtExceptionMonitor', surprised);
    },
  };
}
