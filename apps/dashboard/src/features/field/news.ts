import type { Announcement, Call } from '../../shared/api/field-api.ts';
import { newCommandId } from '../../shared/command-id.ts';
import type { News, StateCell } from './field-state.ts';
import { ownedName, type Keeper } from './keeper.ts';

interface NewsDeps {
  ask: Call;
  keeper: Keeper;
  state: StateCell;
}

/** What staff announced to this person: asked for, and kept for a place without a network. */
export function createNews({ ask, keeper, state }: NewsDeps) {
  const put = async (news: readonly News[]) => {
    const { me } = state.get();
    if (!me) return;
    state.become({ news });
    await keeper.write(ownedName(me.accountId, 'news'), news);
  };
  return {
    recall: async (accountId: string) => {
      state.become({ news: (await keeper.read<News[]>(ownedName(accountId, 'news'))) ?? [] });
    },
    read: async () => {
      const { me, signedIn, cities } = state.get();
      if (!me || !signedIn || !cities) return;
      const found: News[] = [];
      for (const edition of new Set(cities.map((city) => city.edition.slug))) {
        const answer = await ask('announcements.mine', { edition });
        if (answer.kind !== 'data') return;
        // Our own envelope, from a procedure whose answer has this shape.
        for (const one of answer.data as Announcement[]) found.push({ ...one, edition });
      }
      if (state.get().me?.accountId !== me.accountId) return;
      await put(found.toSorted((one, other) => (one.createdAt < other.createdAt ? 1 : -1)));
    },
    /** Without a network they stay unread, and are marked when they are opened the next time. */
    markRead: async (ids: readonly string[]) => {
      for (const id of ids) {
        const answer = await ask('announcements.read', { commandId: newCommandId(), id });
        if (answer.kind !== 'data') return;
        const readAt = new Date().toISOString();
        await put(state.get().news.map((one) => (one.id === id ? { ...one, readAt } : one)));
      }
    },
  };
}
