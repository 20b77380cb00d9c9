import {
  Body,
  Button,
  Container,
  Head,
  Hr,
  Html,
  Link,
  Preview,
  Section,
  Text,
} from '@react-email/components';
import { createElement, Fragment, type ReactNode } from 'react';
import type { MailBlock, MailContent } from './mail-content.ts';
import { STYLES, STYLE_SHEET } from './mail-style.ts';

/** A mail as HTML: no pictures, nothing from elsewhere, nothing that reports back. */
export function MailTemplate({ content }: { content: MailContent }): ReactNode {
  return (
    <Html lang={content.locale} dir="ltr">
      <Head>
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{content.subject}</title>
        <style>{STYLE_SHEET}</style>
      </Head>
      <Preview>{content.preview}</Preview>
      <Body style={STYLES.body} className="back">
        <Container style={STYLES.container}>
          <Text style={{ ...STYLES.text, ...STYLES.name }} className="ink">
            {content.greeting}
          </Text>
          <Blocks blocks={content.blocks} />
          <Hr style={STYLES.rule} className="rule" />
          <Blocks blocks={content.footer} />
        </Container>
      </Body>
    </Html>
  );
}

function Blocks({ blocks }: { blocks: readonly MailBlock[] }): ReactNode {
  // Drawn once and never again, and people write the same line twice: fixed children, which need no keys.
  return createElement(Fragment, null, ...blocks.map((block) => createElement(Block, { block })));
}

function Block({ block }: { block: MailBlock }): ReactNode {
  switch (block.kind) {
    case 'text':
      return (
        <Text style={STYLES.text} className="ink">
          {block.text}
        </Text>
      );
    case 'quiet':
      return (
        <Text style={STYLES.quiet} className="quiet">
          {block.text}
        </Text>
      );
    case 'button':
      return (
        <Section style={{ margin: '24px 0' }}>
          <Button href={block.href} style={STYLES.button} className="act">
            {block.label}
          </Button>
        </Section>
      );
    case 'link':
      return (
        <Text style={STYLES.text}>
          <Link href={block.href} style={STYLES.link} className="link">
            {block.label}
          </Link>
        </Text>
      );
    case 'address':
      return (
        <Text style={STYLES.text}>
          <Link href={block.href} style={STYLES.link} className="link">
            {block.href}
          </Link>
        </Text>
      );
    case 'code':
      return (
        <Text style={STYLES.code} className="ink">
          {block.code}
        </Text>
      );
  }
}
