import { chromium, type Browser, type Page } from '@playwright/test';
import { CHROMIUM_OPTIONS } from '../../tooling/chromium-options.ts';

/** Slow 4G, as Chromium's own tools and Lighthouse mean it. */
const SLOW_4G = { latency: 150, downloadThroughput: 1_600_000 / 8, uploadThroughput: 750_000 / 8 };
/** A phone of the lower middle beside a desktop's core. */
const CPU_SLOWED = 4;

/** A Chromium that asks for nothing of its own. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch(CHROMIUM_OPTIONS);
}

/** A phone that has never been here: small screen, slow network, slow processor. */
export async function openPhone(browser: Browser): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 360, height: 740 },
    deviceScaleFactor: 2,
    isMobile: true,
    hasTouch: true,
  });
  const page = await context.newPage();
  const tools = await context.newCDPSession(page);
  await tools.send('Network.emulateNetworkConditions', { offline: false, ...SLOW_4G });
  await tools.send('Emulation.setCPUThrottlingRate', { rate: CPU_SLOWED });
  return page;
}

/** Bytes of compressed bodies on the wire. */
export interface Weight {
  /** What reading and signing need: the page and its style sheet. */
  readable: number;
  everything: number;
}

/** All that a browser fetches which has never been here, until the numbers are live. */
export async function weigh(browser: Browser, address: string): Promise<Weight> {
  const context = await browser.newContext();
  const page = await context.newPage();
  const weight: Weight = { readable: 0, everything: 0 };
  const weighed: Promise<void>[] = [];
  page.on('response', (response) => {
    const request = response.request();
    const add = async () => {
      const { responseBodySize: bytes } = await request.sizes();
      weight.everything += bytes;
      if (['document', 'stylesheet'].includes(request.resourceType())) weight.readable += bytes;
    };
    weighed.push(add());
  });
  await page.goto(address);
  await page.locator('[data-freshness=fresh]').first().waitFor();
  await page.waitForLoadState('networkidle');
  await Promise.all(weighed);
  await context.close();
  return weight;
}
