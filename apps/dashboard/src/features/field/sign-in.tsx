import { useState } from 'react';
import { BigButton } from './big-button.tsx';
import { useWords, type Words } from './words.ts';

/** Null: it went well; else why not. */
export type SignIn = () => Promise<string | null>;

/** Asks for the passkey in place; what waits on the phone stays where it is. */
export function SignInHere({ signIn, onDone }: { signIn: SignIn; onDone: () => void }) {
  const { t } = useWords();
  const [running, setRunning] = useState(false);
  const [fault, setFault] = useState<string | null>(null);
  const show = async () => {
    if (running) return;
    setRunning(true);
    setFault(null);
    const outcome = await signIn();
    setRunning(false);
    setFault(outcome);
    if (outcome === null) onDone();
  };
  return (
    <div className="grid gap-3">
      {fault && (
        <p role="alert" className="font-medium">
          {t(FAULTS[fault] ?? 'sign-in.failed')}
        </p>
      )}
      <BigButton look="send" aria-disabled={running} onClick={() => void show()}>
        {t(running ? 'sign-in.waiting' : 'sign-in.action')}
      </BigButton>
    </div>
  );
}

const FAULTS: Record<string, Words> = {
  cancelled: 'sign-in.cancelled',
  offline: 'sign-in.offline',
  unavailable: 'sign-in.offline',
};
