import type { PetitionPage, PetitionTextVersion } from '@lantern/schemas/petition';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { useTRPC } from '../../shared/api/trpc.ts';
import { useLanguage } from '../../shared/i18n/language.ts';

interface Texts {
  texts: readonly PetitionTextVersion[] | undefined;
  /** What the public sees: the edition's dates, and the languages with an approved text. */
  page: PetitionPage | undefined;
  isPending: boolean;
  error: unknown;
  refetch: () => void;
}

/** The edition the address names; null: the current one. */
export function useNamedEdition(): string | null {
  const [params] = useSearchParams();
  return params.get('edition');
}

/** All versions of an edition's texts, and what the public sees of them. */
export function useTexts(): Texts {
  const trpc = useTRPC();
  const { locale } = useLanguage();
  const named = useNamedEdition();
  const edition = named ?? undefined;
  // Without a network it says so instead of waiting for one.
  const texts = useQuery({
    ...trpc.petition.texts.queryOptions({ edition }),
    networkMode: 'always',
  });
  const page = useQuery({
    ...trpc.petition.page.queryOptions({ locale, edition }),
    networkMode: 'always',
  });
  return {
    texts: texts.data,
    page: page.data,
    isPending: texts.isPending || page.isPending,
    error: texts.error ?? page.error,
    refetch: () => void Promise.all([texts.refetch(), page.refetch()]),
  };
}
