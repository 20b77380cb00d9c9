import type { FastifyBaseLogger } from 'fastify';
import type { Logger } from './logger.ts';

const LEVELS = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;

/**
 * The logger of one request: adds its id to every line. Each request gets one and hardly any uses it, so pino's,
 * which took as long to make as a small answer's head, is made when something is to be said.
 */
export function createRequestLog(log: Logger, reqId: string): FastifyBaseLogger {
  // Its methods are defined below, all alike, which the compiler does not follow.
  return new RequestLog(log, reqId) as unknown as FastifyBaseLogger;
}

class RequestLog {
  readonly #parent: Logger;
  readonly #reqId: string;
  #own: Logger | undefined;

  constructor(parent: Logger, reqId: string) {
    this.#parent = parent;
    this.#reqId = reqId;
  }

  get level(): string {
    return this.#parent.level;
  }

  get own(): Logger {
    return (this.#own ??= this.#parent.child({ reqId: this.#reqId }));
  }

  child(...given: Parameters<FastifyBaseLogger['child']>): FastifyBaseLogger {
    return this.own.child(...given);
  }
}

for (const level of LEVELS) {
  const value = function say(this: RequestLog, ...given: unknown[]): void {
    Reflect.apply(this.own[level], this.own, given);
  };
  Object.defineProperty(RequestLog.prototype, level, { value });
}
