import { createHash } from 'node:crypto';
import type { Locale } from '@lantern/schemas/locale';
import sharp from 'sharp';
import { createFreshValues } from '../../platform/fresh-value.ts';
import { pictureSvg, type PictureFacts } from './picture.ts';

/** A picture as it is sent. */
interface DrawnPicture {
  png: Buffer;
  /** Without quotes; changes with everything the picture shows. */
  tag: string;
}

/** Pictures that stand for the petition where its address is shared. */
export interface SharingService {
  /** Throws `edition-unknown`. */
  picture(locale: Locale, edition: string | undefined): Promise<DrawnPicture>;
}

export interface SharingDeps {
  /** By slug, or the current one; throws `edition-unknown`. */
  editionFor: (slug: string | undefined) => Promise<{
    id: string;
    kind: 'real' | 'rehearsal';
    closesAt: Date;
  }>;
  /** The number and when it was true; from counts. */
  currentCount: (edition: string | undefined) => Promise<{ total: number; asOf: string }>;
  /** Monotonic milliseconds, for the age of pictures. */
  monotonic?: () => number;
}

/** With the half minute a cache may keep it, no picture is older than a minute. Drawing takes 60 ms. */
const MAX_AGE_MS = 30_000;
/** Those who fetch pictures can wait: rather a late answer than an old number. */
const PATIENCE_MS = 5_000;

export function createSharingService(deps: SharingDeps): SharingService {
  const pictures = createFreshValues<DrawnPicture>({
    maxAgeMs: MAX_AGE_MS,
    patienceMs: PATIENCE_MS,
    monotonic: deps.monotonic,
  });
  return {
    picture: async (locale, slug) => {
      const { id } = await deps.editionFor(slug);
      return pictures.get(`${locale} ${id}`, async () => draw(await factsOf(deps, locale, slug)));
    },
  };
}

async function factsOf(
  { editionFor, currentCount }: SharingDeps,
  locale: Locale,
  slug: string | undefined,
): Promise<PictureFacts> {
  const [{ kind, closesAt }, { total, asOf }] = await Promise.all([
    editionFor(slug),
    currentCount(slug),
  ]);
  const read = new Date(asOf);
  return { locale, total, asOf: read, kind, closed: read >= closesAt };
}

async function draw(facts: PictureFacts): Promise<DrawnPicture> {
  const svg = Buffer.from(pictureSvg(facts));
  // In full colour: a palette draws stripes into the glow.
  const png = await sharp(svg).png({ compressionLevel: 6 }).toBuffer();
  return { png, tag: createHash('sha256').update(png).digest('base64url').slice(0, 22) };
}
