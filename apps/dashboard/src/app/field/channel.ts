import type { Others } from '../../features/field/field-app.ts';

const CHANGED = 'changed';
const WIPED = 'wiped';

/** This phone's tabs and its worker among themselves. */
export interface FieldChannel extends Others {
  /** Tells them that nothing is here any more. */
  tellWiped: () => void;
  onWiped: (leave: () => void) => void;
  close: () => void;
}

export function openChannel(): FieldChannel {
  const channel = new BroadcastChannel('lantern-field');
  const send = (message: typeof CHANGED | typeof WIPED) =>
    // A channel reaches this origin alone and takes no target.
    // oxlint-disable-next-line unicorn/require-post-message-target-origin
    channel.postMessage(message);
  const on = (message: string, act: () => void) =>
    channel.addEventListener('message', ({ data }) => {
      if (data === message) act();
    });
  return {
    tell: () => send(CHANGED),
    onTold: (changed) => on(CHANGED, changed),
    tellWiped: () => send(WIPED),
    onWiped: (leave) => on(WIPED, leave),
    close: () => channel.close(),
  };
}
