import type { Locale } from '@lantern/schemas/locale';
import type { CitiesJson, CountJson } from '@lantern/schemas/public-json';
import type { ConfirmationResult, LinkState } from '@lantern/schemas/signature';

export interface PetitionPage {
  edition: {
    slug: string;
    kind: 'real' | 'rehearsal';
    date: string;
    timezone: string;
    opensAt: string;
    closesAt: string;
    deliversAt: string;
    goal: number;
    phase: 'upcoming' | 'open' | 'closed';
  };
  title: string;
  addressee: string;
  body: string;
  hash: string;
  version: number;
  locales: Locale[];
}

export interface LinkView {
  state: LinkState;
  number: number | null;
  locale: Locale | null;
}

/** The in-process caller. */
export interface Api {
  petition: {
    page(input: { locale: Locale; edition?: string | undefined }): Promise<PetitionPage>;
  };
  counts: {
    current(input: { edition?: string | undefined }): Promise<CountJson>;
    cities(input: { edition?: string | undefined }): Promise<CitiesJson>;
  };
  signing: {
    inspect(input: {
      purpose: 'confirm' | 'withdraw' | 'erase' | 'unsubscribe';
      token: string;
    }): Promise<LinkView>;
    inspect(input: {
      purpose: 'amend';
      token: string;
    }): Promise<
      LinkView & {
        maskedEmail: string | null;
        resendsLeft: number;
        resendAvailableAt: string | null;
      }
    >;
    confirm(
      input: { token: string } | { email: string; code: string },
    ): Promise<ConfirmationResult>;
    resend(input: { token: string }): Promise<unknown>;
    amend(input: { token: string; email: string }): Promise<unknown>;
    withdraw(input: { token: string }): Promise<unknown>;
    erase(input: { token: string }): Promise<unknown>;
    unsubscribe(input: { token: string }): Promise<unknown>;
  };
}
