import { useState, type KeyboardEvent } from 'react';
import { BigButton } from './big-button.tsx';
import { Choices } from './choices.tsx';
import { Sheet } from './sheet.tsx';
import { useWords } from './words.ts';

const LONGEST = 8;
const WHOLE = /^\d{4,8}$/u;
const SCOPES = ['group', 'self'] as const;
type Scope = (typeof SCOPES)[number];

interface Props {
  pinsSet: boolean;
  onHome: (said: { scope: Scope; pin: string }) => void;
  onClose: () => void;
}

/** Safe home: who, and the PIN. Whatever is typed looks the same and goes the same way. */
export function HomeSheet({ pinsSet, onHome, onClose }: Props) {
  const { t } = useWords();
  const [scope, setScope] = useState<Scope>('group');
  const [pin, setPin] = useState('');
  const [short, setShort] = useState(false);
  const send = () => {
    if (WHOLE.test(pin)) onHome({ scope, pin });
    else setShort(true);
  };
  return (
    <Sheet title={t('home.title')} onClose={onClose}>
      {!pinsSet && <p className="mb-4 text-accent">{t('home.no-pin')}</p>}
      <div className="grid gap-5">
        <Choices
          legend={t('home.who')}
          name="scope"
          values={SCOPES}
          chosen={scope}
          words={(value) => t(`home.${value}`)}
          onChoose={setScope}
        />
        <PinPad pin={pin} onPin={setPin} onDone={send} error={short && !WHOLE.test(pin)} />
        <BigButton look="send" onClick={send}>
          {t('home.send')}
        </BigButton>
      </div>
    </Sheet>
  );
}

interface PadProps {
  pin: string;
  onPin: (pin: string) => void;
  onDone: () => void;
  error: boolean;
}

/**
 * Digits under the thumb, and a field for keyboards; the system’s own keyboard, which learns, stays away. No password
 * field: browsers would offer to keep what is typed.
 */
function PinPad({ pin, onPin, onDone, error }: PadProps) {
  const { t } = useWords();
  const put = (next: string) => onPin(next.replaceAll(/\D/gu, '').slice(0, LONGEST));
  const onKey = (event: KeyboardEvent) => {
    if (event.key === 'Enter') onDone();
  };
  return (
    <div>
      <label htmlFor="pin" className="mb-2 block font-semibold">
        {t('home.pin')}
      </label>
      <input
        id="pin"
        type="text"
        inputMode="none"
        autoComplete="off"
        value={pin}
        onChange={(event) => put(event.target.value)}
        onKeyDown={onKey}
        aria-invalid={error || undefined}
        aria-describedby="pin-hint"
        className="block min-h-14 w-full rounded-control border-[1.5px] border-edge bg-raised px-4 text-center text-2xl tracking-[0.4em] [-webkit-text-security:disc]"
      />
      <p id="pin-hint" className={`mt-1.5 text-sm ${error ? 'text-danger' : 'text-muted'}`}>
        {t(error ? 'home.pin-short' : 'home.pin-hint')}
      </p>
      <div className="mt-3 grid grid-cols-3 gap-2.5">
        {['1', '2', '3', '4', '5', '6', '7', '8', '9'].map((digit) => (
          <Key key={digit} words={digit} onPress={() => put(pin + digit)} />
        ))}
        <span />
        <Key words="0" onPress={() => put(`${pin}0`)} />
        <Key words="⌫" label={t('home.erase')} onPress={() => onPin(pin.slice(0, -1))} />
      </div>
    </div>
  );
}

function Key({ words, label, onPress }: { words: string; label?: string; onPress: () => void }) {
  return (
    <button
      type="button"
      aria-label={label}
      onClick={onPress}
      className="min-h-16 rounded-card border-[1.5px] border-edge bg-raised text-2xl font-semibold tabular"
    >
      {words}
    </button>
  );
}
