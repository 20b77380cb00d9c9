import { useEffect, type RefObject } from 'react';
import { useEdition } from '../../shared/edition.ts';
import type { narrowPlaces } from './narrow-places.tsx';
import { useLanguage } from '../../shared/i18n/translate.ts';

/**
 * Brings the form on a written page to life: nothing is fetched before it is used. If what is needed cannot be
 * fetched, the form is what it is without JavaScript.
 */
export function useNarrowing(page: RefObject<HTMLElement | null>): void {
  const { locale } = useLanguage();
  const { asked } = useEdition();
  useEffect(() => {
    const form = page.current?.querySelector('form');
    const found = page.current?.querySelector<HTMLElement>('#found');
    const said = page.current?.querySelector<HTMLElement>('#near-said');
    if (!form || !found || !said) return undefined;
    const leaving = new AbortController();
    const { signal } = leaving;
    let ready: ReturnType<typeof narrowPlaces> | null = null;
    const narrowing = () => {
      ready ??= import('./narrow-places.tsx').then((module) =>
        module.narrowPlaces({ form, found, said, locale, edition: asked }),
      );
      // Another press may find the network back.
      ready.catch(() => (ready = null));
      return ready;
    };
    const draw = () =>
      void narrowing().then(
        ({ draw }) => draw(),
        () => undefined,
      );
    form.addEventListener('input', draw, { signal });
    form.addEventListener(
      'submit',
      (event) => {
        event.preventDefault();
        void narrowing().then(
          ({ draw }) => draw(),
          () => form.submit(),
        );
      },
      { signal },
    );
    form.querySelector('[data-near]')?.addEventListener(
      'click',
      () =>
        void narrowing().then(
          ({ goNear }) => goNear(),
          () => undefined,
        ),
      { signal },
    );
    return () => leaving.abort();
  }, [page, locale, asked]);
}
