import type { ErrorCode, FieldCode } from '@lantern/schemas/error-codes';
import { createContext, RouterContextProvider } from 'react-router';
import type { WrittenOnce } from '../written-once.ts';
import type { Api } from './api.ts';

/** A sign form that was posted without JavaScript and refused: shown again as it was, with its faults. */
export interface FormState {
  values: Record<string, string>;
  fields: Record<string, FieldCode>;
  code: ErrorCode;
  retryAfterSeconds?: number | undefined;
}

/** What a page is told of its request. */
export interface WebRequest {
  requestId: string;
  formState?: FormState | null | undefined;
  /** Hears of faults that became an error page; they hold no personal data of ours. */
  reportError?: ((error: unknown) => void) | undefined;
}

export const apiContext = createContext<Api>();
interface KnownRequest {
  requestId: string;
  formState: FormState | null;
  reportError: (error: unknown) => void;
}

export const requestContext = createContext<KnownRequest>();
/** What a loader hands to the render alone, not to the browser. */
export const writtenOnceContext = createContext<WrittenOnce | null>(null);

/** What the layout tells of a page's edition, for what machines read of the page. */
export interface HeadEdition {
  /** Its slug if the address named it. */
  asked: string | null;
  rehearsal: boolean;
  /** The day, ISO date. */
  day: string;
}
/** Facts of a page for those that read schema.org, where the page itself is what knows them. */
export const linkedDataContext = createContext<object | null>(null);
export const headContext = createContext<HeadEdition | null>(null);

/**
 * The context of one request, for React Router's `createRequestHandler(build)(request, context)`.
 * `api` is the in-process tRPC caller made for this request.
 */
export function createLoadContext(api: Api, request: WebRequest): RouterContextProvider {
  const context = new RouterContextProvider();
  context.set(apiContext, api);
  context.set(requestContext, {
    requestId: request.requestId,
    formState: request.formState ?? null,
    reportError: request.reportError ?? (() => undefined),
  });
  return context;
}
