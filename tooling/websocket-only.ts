import type { Plugin } from 'vite';

const TRANSPORTS = /engine\.io-client\/build\/esm\/transports\//u;
const LIST = /\/index\.js$/u;

// The package's own `browser` field leads from here to the browser's WebSocket.
const WEBSOCKET_ONLY = `
  import { WS } from './websocket.node.js';
  export const transports = { websocket: WS };`;

/**
 * Leaves Socket.IO's other transports out of what browsers load: the server speaks WebSocket only.
 * 2 KB compressed of 11.6.
 */
export function websocketOnly(): Plugin {
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
