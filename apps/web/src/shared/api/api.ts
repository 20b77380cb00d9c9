import type { AppRouter } from '@lantern/server/app-router';

/** The server's procedures, called in process: no second HTTP hop, and only their types come over. */
export type Api = ReturnType<AppRouter['createCaller']>;
