import { render } from '@react-email/render';
import { createElement } from 'react';
import type { MailBlock, MailContent } from './mail-content.ts';
import { MailTemplate } from './mail-template.tsx';

/** A mail's HTML around its values: `pieces` and, between each two of them, the value at that place. */
interface Skeleton {
  pieces: string[];
  /** Which value stands between each two pieces. */
  slots: number[];
}

const SLOT = /slot-(\d+)-of-mail/u;
const slot = (place: number): string => `slot-${place}-of-mail`;

/** Renders mails as {@link MailTemplate} does, drawing each shape with React only once. */
export type RenderMail = (content: MailContent) => Promise<string>;

/**
 * Drawing a mail with React took several times as long as storing the signature it is about, on the same
 * thread. A shape is a language, a preview (its padding depends on its length) and the kinds of blocks, so
 * there are a few dozen; everything else in a mail is text and is filled in escaped.
 */
export function createMailRenderer(): RenderMail {
  const skeletons = new Map<string, Promise<Skeleton>>();
  return async (content) => {
    const { locale, preview, blocks, footer } = content;
    const key = JSON.stringify([locale, preview, blocks.map(kindOf), footer.map(kindOf)]);
    let skeleton = skeletons.get(key);
    if (!skeleton) {
      skeleton = drawSkeleton(content);
      skeletons.set(key, skeleton);
      skeleton.catch(() => skeletons.delete(key));
    }
    return fill(await skeleton, valuesOf(content));
  };
}

const kindOf = ({ kind }: MailBlock): string => kind;

async function drawSkeleton(content: MailContent): Promise<Skeleton> {
  const count = valuesOf(content).length;
  const html = await render(createElement(MailTemplate, { content: withSlots(content) }));
  const parts = html.split(new RegExp(SLOT, 'gu'));
  const slots = parts.filter((_part, index) => index % 2 === 1).map(Number);
  if (new Set(slots).size !== count) throw new Error('a value of a mail has no place in its HTML');
  return { pieces: parts.filter((_part, index) => index % 2 === 0), slots };
}

function fill({ pieces, slots }: Skeleton, values: readonly string[]): string {
  const escaped = values.map(escapeHtml);
  return pieces.map((piece, index) => piece + (escaped[slots[index] ?? -1] ?? '')).join('');
}

/** Every text of a mail but its preview, in a fixed order. */
function valuesOf(content: MailContent): string[] {
  const values: string[] = [];
  mapTexts(content, (text) => {
    values.push(text);
    return text;
  });
  return values;
}

function withSlots(content: MailContent): MailContent {
  let place = 0;
  return mapTexts(content, () => slot(place++));
}

function mapTexts(content: MailContent, change: (text: string) => string): MailContent {
  const mapBlock = (block: MailBlock): MailBlock => {
    switch (block.kind) {
      case 'text':
      case 'quiet':
        return { ...block, text: change(block.text) };
      case 'button':
      case 'link':
        return { ...block, label: change(block.label), href: change(block.href) };
      case 'address':
        return { ...block, href: change(block.href) };
      case 'code':
        return { ...block, code: change(block.code) };
    }
  };
  return {
    ...content,
    subject: change(content.subject),
    greeting: change(content.greeting),
    blocks: content.blocks.map(mapBlock),
    footer: content.footer.map(mapBlock),
  };
}

const ENTITIES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#x27;',
};

/** As React escapes both text and attributes. */
const escapeHtml = (text: string): string =>
  text.replaceAll(/[&<>"']/gu, (character) => ENTITIES[character] ?? '');
