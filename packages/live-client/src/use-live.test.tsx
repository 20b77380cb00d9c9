// @vitest-environment happy-dom
import { act, cleanup, render, screen } from '@testing-library/react';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, test } from 'vitest';
import { createHandServer, settle, snapshotOf, tickOf } from '../test/hand-driven.ts';
import { createLiveStore, type LiveStore } from './live-store.ts';
import { useLive } from './use-live.ts';

afterEach(cleanup);

function Total({ store }: { store: LiveStore }) {
  const { total } = useLive(store, (state) => ({ total: state.total }));
  return <output>{total}</output>;
}

test('renders on a server from what it was given, and connects nowhere', () => {
  const server = createHandServer();
  const store = createLiveStore({ initial: tickOf(5), openSocket: server.openSocket });
  expect(renderToString(<Total store={store} />)).toContain('50');
  expect(server.sockets).toHaveLength(0);
});

test('follows the store while it is shown', async () => {
  const server = createHandServer();
  const store = createLiveStore({ initial: tickOf(5), openSocket: server.openSocket });
  render(<Total store={store} />);
  await act(settle);
  act(() => server.last().says('snapshot', snapshotOf(6, 0)));
  expect(screen.getByRole('status').textContent).toBe('60');
  act(() => server.last().says('tick', tickOf(7)));
  expect(screen.getByRole('status').textContent).toBe('70');
});
