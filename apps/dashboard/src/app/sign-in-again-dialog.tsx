import { Button } from '@lantern/ui/button';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useSyncExternalStore } from 'react';
import { signIn } from '../features/access/ceremonies.ts';
import { CeremonyNotice } from '../features/access/ceremony-notice.tsx';
import { useCeremony } from '../features/access/use-ceremony.ts';
import { useSignInAgain } from '../shared/api/sign-in-again.ts';
import { useTRPC } from '../shared/api/trpc.ts';
import { useLanguage } from '../shared/i18n/language.ts';

/** Asks for the passkey in place; whatever was begun stays on the page behind it and goes on after. */
export function SignInAgainDialog({ accountId }: { accountId: string }) {
  const asking = useSignInAgain();
  const open = useSyncExternalStore(asking.subscribe, asking.isAsking, () => false);
  return open ? <Question accountId={accountId} answer={asking.answer} /> : null;
}

interface Props {
  accountId: string;
  answer: (done: boolean) => void;
}

function Question({ accountId, answer }: Props) {
  const { t } = useLanguage();
  const trpc = useTRPC();
  const queries = useQueryClient();
  const { running, fault, run } = useCeremony();
  const dialog = useModal();
  const show = async () => {
    if (!(await run(() => signIn({ again: accountId })))) return;
    void queries.invalidateQueries({ queryKey: trpc.auth.pathKey() });
    answer(true);
  };
  return (
    <dialog
      ref={dialog}
      aria-labelledby="sign-in-again"
      onClose={() => answer(false)}
      className="m-auto w-[min(28rem,calc(100%-2rem))] rounded-card border border-line bg-raised p-6 text-text backdrop:bg-ground/80"
    >
      <h2 id="sign-in-again" className="text-xl md:text-2xl">
        {t('again.title')}
      </h2>
      <p className="mt-3 text-muted">{t('again.text')}</p>
      {fault && (
        <div className="mt-4">
          {fault === 'forbidden' ? <OtherAccount /> : <CeremonyNotice fault={fault} />}
        </div>
      )}
      <div className="mt-5 flex flex-wrap gap-3">
        <Button type="button" aria-disabled={running} onClick={() => void show()}>
          {running ? t('passkey.waiting') : t('again.action')}
        </Button>
        <Button type="button" look="quiet" onClick={() => answer(false)}>
          {t('state.cancel')}
        </Button>
      </div>
    </dialog>
  );
}

function OtherAccount() {
  const { t } = useLanguage();
  return <p role="alert">{t('again.other-account')}</p>;
}

/** A dialog over the page, which gives the focus back to where it was when it goes. */
function useModal() {
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return dialog;
}
