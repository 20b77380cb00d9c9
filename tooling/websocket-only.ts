const TRANSPORTS = /engine\.io-client\/build\/esm\/transports\//u;
const LIST = /\/index\.js$/u;

// The package's own `browser` field leads from here to the browser's WebSocket.
const WEBSOCKET_ONLY = `
  import { WS } from './websocket.node.js';
  export const transports = { websocket: WS };`;

/** The part of Vite's plugin interface that is used, so that tooling needs no Vite of its own. */
interface TransportsPlugin {
  name: string;
  applyToEnvironment(environment: { name: string }): boolean;
  transform: {
    filter: { id: RegExp };
    handler(code: string, id: string): { code: string; map: null; moduleSideEffects: false };
  };
}

/**
 * Leaves Socket.IO's other transports out of what browsers load: the server speaks WebSocket only.
 * 2 KB compressed of 11.6.
 */
export function websocketOnly(): TransportsPlugin {
  return {
    name: 'lantern:websocket-only',
    applyToEnvironment: ({ name }) => name === 'client',
    transform: {
      filter: { id: TRANSPORTS },
      handler: (code, id) => ({
        code: LIST.test(id) ? WEBSOCKET_ONLY : code,
        map: null,
        // Polling prepares itself when loaded; nobody asks for it any more.
        moduleSideEffects: false,
      }),
    },
  };
}
