import { Button } from '@lantern/ui/button';
import { useEffect, useId, useRef } from 'react';
import { useBeforeUnload, useBlocker } from 'react-router';
import { useLanguage } from './i18n/language.ts';

interface Props {
  active: boolean;
  /** Whether the way on, by the state of its location, is free all the same. */
  isFree?: (state: unknown) => boolean;
}

const never = (): boolean => false;

/** While `active`, asks before what was typed is left behind: by our own dialog, or by the browser's. */
export function LeaveGuard({ active, isFree = never }: Props) {
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      active && currentLocation.pathname !== nextLocation.pathname && !isFree(nextLocation.state),
  );
  useBeforeUnload((event) => {
    if (active) event.preventDefault();
  });
  if (blocker.state !== 'blocked') return null;
  return <LeaveDialog onStay={() => blocker.reset()} onLeave={() => blocker.proceed()} />;
}

function LeaveDialog({ onStay, onLeave }: { onStay: () => void; onLeave: () => void }) {
  const { t } = useLanguage();
  const title = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={title}
      onCancel={onStay}
      className="m-auto w-[calc(100%-2.5rem)] max-w-[26rem] rounded-card border border-line bg-ground p-6 text-text backdrop:bg-text/60"
    >
      <h2 id={title} className="text-xl">
        {t('leave.title')}
      </h2>
      <p className="mt-2">{t('leave.lost')}</p>
      <div className="mt-5 flex flex-wrap gap-3">
        <Button type="button" onClick={onStay}>
          {t('leave.stay')}
        </Button>
        <Button type="button" look="danger" onClick={onLeave}>
          {t('leave.go')}
        </Button>
      </div>
    </dialog>
  );
}
