import { type DestinationStream, type Logger, symbols } from 'pino';

/** What is known of every answer: routes and figures of our own, nothing that anybody sent. */
export interface Answered {
  reqId: string;
  /** One of those Node knows. */
  method: string;
  /** As it was registered; `none` where no route was found. */
  route: string;
  status: number;
  /** Milliseconds from request to answer. */
  ms: number;
}

/** Where lines go that may wait a moment, to be written together. */
export interface PatientDestination extends DestinationStream {
  writeSoon?: (line: string) => void;
}

/**
 * Logs one line for each answer, under `info`. The line is put together here: all it says is our own, so there is
 * nothing to look for in it, and looking took as long as serving a small answer.
 */
export function createAnswerLog(log: Logger): (answered: Answered) => void {
  const destination = Reflect.get(log, symbols.streamSym) as PatientDestination;
  const write = (line: string) =>
    destination.writeSoon ? destination.writeSoon(line) : destination.write(line);
  const quoted = new Map<string, string>();
  const quote = (route: string) => {
    const known = quoted.get(route) ?? JSON.stringify(route);
    quoted.set(route, known);
    return known;
  };
  const time = isoTime();
  return ({ reqId, method, route, status, ms }) => {
    if (!log.isLevelEnabled('info')) return;
    write(
      `{"level":"info","time":"${time()}","reqId":"${reqId}","method":"${method}","route":${quote(route)},"status":${status},"ms":${Math.round(ms)},"msg":"answered"}\n`,
    );
  };
}

/** The time as the logger writes it, put into words once a millisecond. */
function isoTime(): () => string {
  let last = 0;
  let words = '';
  return () => {
    const now = Date.now();
    if (now !== last) {
      last = now;
      words = new Date(now).toISOString();
    }
    return words;
  };
}
