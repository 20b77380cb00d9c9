import pg from 'pg';
import { EVENTS_CHANNEL } from '../../platform/events.ts';

export interface StreamListenerOptions {
  /** PostgreSQL URL of a direct connection: a transaction pooler would swallow LISTEN. */
  url: string;
  /** Something grew, or may have while nobody listened. */
  onGrowth: () => void;
  onError: (error: Error) => void;
}

const FIRST_RETRY_MS = 100;
/** A database that returns is listened to again within seconds, however long it was away. */
const LAST_RETRY_MS = 1_000;

/** Keeps one LISTEN connection open; what is told while it is down is found by the follower's poll. */
export function listenForGrowth({ url, onGrowth, onError }: StreamListenerOptions) {
  let stopped = false;
  let retryMs = FIRST_RETRY_MS;
  let timer: NodeJS.Timeout | undefined;
  let client: pg.Client | undefined;

  const retry = () => {
    client = undefined;
    if (stopped) return;
    timer = setTimeout(() => void connect(), retryMs);
    retryMs = Math.min(retryMs * 2, LAST_RETRY_MS);
  };

  async function connect() {
    const fresh = new pg.Client({
      connectionString: url,
      application_name: 'lantern-listen',
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    client = fresh;
    fresh.on('error', onError);
    fresh.once('end', retry);
    fresh.on('notification', onGrowth);
    try {
      await fresh.connect();
      await fresh.query(`LISTEN ${EVENTS_CHANNEL}`);
      retryMs = FIRST_RETRY_MS;
      onGrowth();
    } catch (error) {
      onError(error instanceof Error ? error : new Error(String(error)));
      fresh.removeListener('end', retry);
      await fresh.end().catch(onError);
      if (client === fresh) retry();
    }
  }

  void connect();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await client?.end().catch(onError);
    },
  };
}
