-- CreateEnum
CREATE TYPE "approval_state" AS ENUM ('waiting', 'approved', 'refused', 'used');

-- CreateEnum
CREATE TYPE "news_state" AS ENUM ('draft', 'sending', 'paused', 'sent', 'stopped');

-- CreateEnum
CREATE TYPE "decision_kind" AS ENUM ('release', 'void');

-- AlterTable
ALTER TABLE "users" ADD COLUMN     "partner_id" UUID;

-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "partner_id" UUID;

-- AlterTable
ALTER TABLE "editions" ADD COLUMN     "collection_paused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "news_paused" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "supporters_hidden" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "mail_outcomes" ADD COLUMN     "news_id" UUID;

-- AlterTable
ALTER TABLE "signatures" ADD COLUMN     "bounced_at" TIMESTAMPTZ(3),
ADD COLUMN     "decision_id" UUID,
ADD COLUMN     "name_hidden_at" TIMESTAMPTZ(3),
ADD COLUMN     "state_before" "signature_state";

-- CreateTable
CREATE TABLE "approvals" (
    "id" UUID NOT NULL,
    "act" TEXT NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "approval_state" NOT NULL DEFAULT 'waiting',
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_by" TEXT,
    "decided_at" TIMESTAMPTZ(3),
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "approvals_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "contact_messages" (
    "id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "locale" TEXT NOT NULL,
    "name_sealed" BYTEA NOT NULL,
    "email_sealed" BYTEA NOT NULL,
    "text_sealed" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "settled_at" TIMESTAMPTZ(3),
    "settled_by" TEXT,

    CONSTRAINT "contact_messages_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "topic" TEXT NOT NULL,
    "state" "news_state" NOT NULL DEFAULT 'draft',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "started_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "recipients" INTEGER,
    "cursor" UUID,
    "queued" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "news_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "news_texts" (
    "news_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT NOT NULL,

    CONSTRAINT "news_texts_pkey" PRIMARY KEY ("news_id","locale")
);

-- CreateTable
CREATE TABLE "partners" (
    "id" UUID NOT NULL,
    "ref" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "origins" TEXT[],
    "locales" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" TEXT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "partners_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "decisions" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "kind" "decision_kind" NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "by" TEXT NOT NULL,
    "reason" TEXT,
    "cause_hash" BYTEA,
    "count" INTEGER NOT NULL,
    "undone_at" TIMESTAMPTZ(3),
    "undone_by" TEXT,
    "undone" INTEGER,

    CONSTRAINT "decisions_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "approvals_state_requested_at_idx" ON "approvals"("state", "requested_at");

-- CreateIndex
CREATE INDEX "contact_messages_settled_at_created_at_idx" ON "contact_messages"("settled_at", "created_at");

-- CreateIndex
CREATE INDEX "news_edition_id_created_at_idx" ON "news"("edition_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "partners_ref_key" ON "partners"("ref");

-- CreateIndex
CREATE INDEX "decisions_edition_id_at_idx" ON "decisions"("edition_id", "at");

-- CreateIndex
CREATE INDEX "mail_outcomes_news_id_outcome_idx" ON "mail_outcomes"("news_id", "outcome");

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "invitations" ADD CONSTRAINT "invitations_partner_id_fkey" FOREIGN KEY ("partner_id") REFERENCES "partners"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news" ADD CONSTRAINT "news_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "editions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "news_texts" ADD CONSTRAINT "news_texts_news_id_fkey" FOREIGN KEY ("news_id") REFERENCES "news"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma cannot express. The drift test lists each of these by name.

-- The public list shows the newest without reading everybody else's signatures.
CREATE INDEX "signatures_supporters" ON "signatures" ("edition_id", "confirmed_at" DESC)
  WHERE "state" = 'confirmed' AND "show_name" AND "name_sealed" IS NOT NULL AND "name_hidden_at" IS NULL;
-- News goes through its readers in the order of their ids.
CREATE INDEX "signatures_news" ON "signatures" ("edition_id", "id")
  WHERE "updates" AND "state" = 'confirmed' AND "email_sealed" IS NOT NULL AND "bounced_at" IS NULL;
-- A partner's figures.
CREATE INDEX "signatures_by_ref" ON "signatures" ("edition_id", "ref") WHERE "ref" IS NOT NULL;
-- A decision is undone without reading the rest.
CREATE INDEX "signatures_by_decision" ON "signatures" ("decision_id") WHERE "decision_id" IS NOT NULL;

-- Counts by partner begin with what was signed before.
INSERT INTO "tallies" ("edition_id", "dimension", "key", "total")
  SELECT "edition_id", 'ref', coalesce("ref", ''), count(*)::int FROM "signatures"
  WHERE "state" = 'confirmed' GROUP BY "edition_id", "ref";
