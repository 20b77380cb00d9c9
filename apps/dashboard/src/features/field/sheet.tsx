import { useEffect, useId, useRef, type ReactNode } from 'react';
import { useWords } from './words.ts';

interface Props {
  title: string;
  onClose: () => void;
  children: ReactNode;
}

/**
 * A page over the page. A modal dialog, so that the phone's own "back" closes it, and nothing is written into the
 * history that leaving at once would have to take out again.
 */
export function Sheet({ title, onClose, children }: Props) {
  const { t } = useWords();
  const heading = useId();
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
  return (
    <dialog
      ref={dialog}
      aria-labelledby={heading}
      onClose={onClose}
      className="m-0 h-dvh max-h-none w-full max-w-none overscroll-contain bg-ground p-0 text-text"
    >
      <div className="mx-auto max-w-[30rem] px-5 pb-12">
        <div className="sticky top-0 z-10 -mx-5 flex items-start justify-between gap-3 bg-ground px-5 pt-4 pb-3">
          <h2 id={heading} className="pt-1.5 text-2xl break-words">
            {title}
          </h2>
          <button
            type="button"
            onClick={onClose}
            className="min-h-12 shrink-0 rounded-control border-[1.5px] border-edge px-4 font-semibold"
          >
            {t('app.close')}
          </button>
        </div>
        {children}
      </div>
    </dialog>
  );
}
