import type { Reply } from '@lantern/schemas/announcement-terms';
import type { FieldCity } from '@lantern/schemas/field-mine';
import type { FieldApp } from './field-app.ts';
import type { FieldState, News } from './field-state.ts';
import type { Phone } from './field-page.tsx';
import { HandSheet } from './hand-sheet.tsx';
import { HomeSheet } from './home-sheet.tsx';
import { NewsSheet } from './news-sheet.tsx';
import { NoteSheet } from './note-sheet.tsx';
import { CorrectSheet, OutcomeSheet } from './outcome-sheet.tsx';
import { QueueSheet } from './queue-sheet.tsx';
import type { Said } from './saying.ts';
import { laneOfCity, type FieldAction, type StepRow } from './steps.ts';
import type { Item } from './store.ts';
import { ThisPhone } from './this-phone.tsx';
import { WrongSheet } from './wrong-sheet.tsx';

/** Which page lies over the screen; `item`: what was refused and is put right there. */
export type Open =
  | { sheet: 'queue' | 'hand' | 'news' }
  | { sheet: 'home' | 'wrong' | 'note'; item?: Item }
  | { sheet: 'choose'; actions: readonly FieldAction[]; item?: Item }
  | { sheet: 'correct'; action: FieldAction; item?: Item };

interface Props {
  open: Open;
  onOpen: (open: Open | null) => void;
  app: FieldApp;
  phone: Phone;
  state: FieldState;
  city: FieldCity;
  rows: readonly StepRow[];
}

export function OpenSheet({ open, onOpen, app, phone, state, city, rows }: Props) {
  const close = () => onOpen(null);
  const item = 'item' in open ? open.item : undefined;
  /** Closes at once: what was said is on the phone before the next press can come. */
  const say = (said: Said, undoable = false) => {
    void (item ? app.mend(item, said) : app.say(city, said, { undoable }));
    close();
  };
  switch (open.sheet) {
    case 'queue':
      return <Waiting {...{ app, state, city, onOpen }} />;
    case 'hand':
      return (
        <HandSheet
          onNews={() => onOpen({ sheet: 'news' })}
          city={city}
          kit={state.kits[laneOfCity(city)] ?? null}
          onClose={close}
        >
          <ThisPhone
            push={phone.push}
            install={phone.install}
            waiting={state.items.length + state.others}
            wipe={phone.wipe}
            signOut={phone.signOut}
          />
        </HandSheet>
      );
    case 'news':
      return <Announced {...{ app, state, city, onClose: close }} />;
    case 'home':
      return (
        <HomeSheet
          pinsSet={city.pinsSet}
          onHome={(said) => say({ kind: 'safe-home', ...said })}
          onClose={close}
        />
      );
    case 'wrong':
      return (
        <WrongSheet
          before={item?.command.kind === 'incident' ? item.command : undefined}
          onSay={say}
          onClose={close}
        />
      );
    case 'note':
      return (
        <NoteSheet
          before={
            item?.command.kind === 'note' || item?.command.kind === 'numbers'
              ? item.command
              : undefined
          }
          onSay={(all) => {
            const [first, ...rest] = all;
            for (const said of rest) void app.say(city, said);
            if (first) say(first);
          }}
          onClose={close}
        />
      );
    case 'choose':
      return (
        <OutcomeSheet
          actions={open.actions}
          onOutcome={(actionId, outcome) => say({ kind: 'outcome', actionId, outcome }, true)}
          onClose={close}
        />
      );
    case 'correct':
      return <Correct {...{ open, rows, say, close }} />;
  }
}

interface AnnouncedProps extends Pick<Props, 'app' | 'state' | 'city'> {
  onClose: () => void;
}

function Announced({ app, state, city, onClose }: AnnouncedProps) {
  const reply = ({ id, edition }: News, reply: Reply) =>
    void app.say(
      { ...city, edition: { ...city.edition, slug: edition } },
      { kind: 'reply', announcement: id, reply },
    );
  return (
    <NewsSheet
      news={state.news}
      items={state.items}
      timezone={city.city.timezone}
      onReply={reply}
      onRead={app.markRead}
      onClose={onClose}
    />
  );
}

/** What waits and what arrived; a refused item is put right on the page that made it. */
function Waiting({ app, state, city, onOpen }: Pick<Props, 'app' | 'state' | 'city' | 'onOpen'>) {
  const mend = (item: Item) => {
    const next = mending(item, city);
    if (next) onOpen(next);
    else void app.mend(item, item.command);
  };
  return (
    <QueueSheet
      city={city}
      items={state.items}
      received={state.received}
      others={state.others}
      onTry={app.refresh}
      onMend={mend}
      onDiscard={(commandId) => void app.discard(commandId)}
      onClose={() => onOpen(null)}
    />
  );
}

interface CorrectProps {
  open: Extract<Open, { action: FieldAction }>;
  rows: readonly StepRow[];
  say: (said: Said) => void;
  close: () => void;
}

function Correct({ open: { action, item }, rows, say, close }: CorrectProps) {
  const mark = rows.find((row) => row.action?.id === action.id)?.mark;
  if (!mark) return null;
  const corrects = item?.command.kind === 'correction' ? item.command.corrects : mark.commandId;
  return (
    <CorrectSheet
      action={action}
      mark={mark}
      onCorrect={(outcome, reason) =>
        say({ kind: 'correction', corrects, actionId: action.id, outcome, reason })
      }
      onClose={close}
    />
  );
}

/** Where a refused item is put right; null: it has nothing to change and is sent again as it is. */
function mending(item: Item, city: FieldCity): Open | null {
  const { command } = item;
  switch (command.kind) {
    case 'step':
    case 'reply':
      return null;
    case 'safe-home':
      return { sheet: 'home', item };
    case 'incident':
      return { sheet: 'wrong', item };
    case 'note':
    case 'numbers':
      return { sheet: 'note', item };
    case 'outcome':
    case 'correction': {
      const action = city.plan.find(({ id }) => id === command.actionId);
      if (!action) return null;
      return command.kind === 'outcome'
        ? { sheet: 'choose', actions: [action], item }
        : { sheet: 'correct', action, item };
    }
  }
}
