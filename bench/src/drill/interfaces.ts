/** The addresses of a Lantern, as anybody uses them. */
export function openInterfaces(origin: string) {
  return {
    get: async (address: string): Promise<unknown> => (await fetch(`${origin}${address}`)).json(),
    /** Throws when it was not taken. */
    post: async (address: string, body: object): Promise<unknown> => {
      const answer = await fetch(`${origin}${address}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${address} answered ${answer.status}`);
      return await answer.json();
    },
    /** How many mails wait to be sent. */
    mailsQueued: async (): Promise<number> => {
      const metrics = await (await fetch(`${origin}/metrics`)).text();
      const waiting = [...metrics.matchAll(/^lantern_mail_queued\{[^}]*\} (\d+)$/gmu)];
      return waiting.reduce((sum, [, count]) => sum + Number(count), 0);
    },
  };
}
