import type { LinkState } from '@lantern/schemas/signature';
import type { Api } from '../../shared/api/api.ts';
import { faultOf } from '../../shared/api/fault.ts';
import { needed } from '../../shared/api/loading.ts';

interface Link {
  state: LinkState;
  number: number | null;
}

type Purpose = 'confirm' | 'withdraw' | 'erase' | 'unsubscribe';

/** What a link's page may say. A token that is none, or too old, is `gone` like a forged one. */
async function inspectLink(api: Api, purpose: Purpose, token: string): Promise<Link> {
  try {
    const { state, number } = await api.signing.inspect({ purpose, token });
    return { state, number };
  } catch (error) {
    return await goneOr(error);
  }
}

/**
 * As {@link inspectLink}, for a page with something to press: while nobody can say what became of the link, it is
 * offered all the same, and the press is told to come back.
 */
export async function inspectPress(api: Api, purpose: Purpose, token: string): Promise<Link> {
  try {
    const { state, number } = await api.signing.inspect({ purpose, token });
    return { state, number };
  } catch (error) {
    if (faultOf(error).code === 'unavailable') return { state: 'pending', number: null };
    return await goneOr(error);
  }
}

type Inspection = Awaited<ReturnType<Api['signing']['inspect']>>;

/** What came of a signature, by the mailed link or by the link of the page after signing. */
export async function inspectOutcome(api: Api, token: string): Promise<Link> {
  const mailed = await inspectLink(api, 'confirm', token);
  return mailed.state === 'gone' ? inspectAmend(api, token) : mailed;
}

/** What the page beside the mail may say: where the mail went, and whether it can go again. */
export async function inspectAmend(api: Api, token: string): Promise<Link & Partial<Inspection>> {
  try {
    return await api.signing.inspect({ purpose: 'amend', token });
  } catch (error) {
    return await goneOr(error);
  }
}

/** Any other fault, such as too many looks, is the error page of its status. */
async function goneOr(error: unknown) {
  const { code } = faultOf(error);
  if (code === 'token-invalid' || code === 'token-expired' || code === 'invalid-input')
    return { state: 'gone' as const, number: null };
  return await needed(Promise.reject(error));
}
