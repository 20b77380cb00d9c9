-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "edition_kind" AS ENUM ('real', 'rehearsal');

-- CreateEnum
CREATE TYPE "mission_kind" AS ENUM ('embassy', 'consulate-general', 'consulate', 'office');

-- CreateEnum
CREATE TYPE "city_kind" AS ENUM ('delivery', 'solidarity');

-- CreateEnum
CREATE TYPE "published_state" AS ENUM ('planned', 'there', 'done', 'called-off');

-- CreateEnum
CREATE TYPE "text_state" AS ENUM ('draft', 'approved');

-- CreateEnum
CREATE TYPE "signature_state" AS ENUM ('confirmed', 'quarantined', 'withdrawn', 'void');

-- CreateTable
CREATE TABLE "users" (
    "id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" TEXT NOT NULL,
    "frozen_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" TEXT NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" TEXT NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "passkeys" (
    "id" TEXT NOT NULL,
    "name" TEXT,
    "public_key" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "credential_id" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "device_type" TEXT NOT NULL,
    "backed_up" BOOLEAN NOT NULL,
    "transports" TEXT,
    "aaguid" TEXT,
    "created_at" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "passkeys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "invitations" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "token_hash" BYTEA NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "user_id" TEXT,

    CONSTRAINT "invitations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "installation" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "epoch" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "installation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "editions" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "edition_kind" NOT NULL DEFAULT 'real',
    "date" DATE NOT NULL,
    "timezone" TEXT NOT NULL,
    "opens_at" TIMESTAMPTZ(3) NOT NULL,
    "closes_at" TIMESTAMPTZ(3) NOT NULL,
    "delivers_at" TIMESTAMPTZ(3) NOT NULL,
    "goal" INTEGER NOT NULL,
    "is_current" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "editions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "places" (
    "slug" TEXT NOT NULL,
    "country" CHAR(2) NOT NULL,
    "name_en" TEXT NOT NULL,
    "name_ko" TEXT NOT NULL,
    "name_zh_hans" TEXT NOT NULL,
    "lat" DOUBLE PRECISION NOT NULL,
    "lng" DOUBLE PRECISION NOT NULL,
    "timezone" TEXT NOT NULL,
    "note" TEXT,

    CONSTRAINT "places_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "missions" (
    "slug" TEXT NOT NULL,
    "place_slug" TEXT NOT NULL,
    "kind" "mission_kind" NOT NULL,
    "name_en" TEXT NOT NULL,
    "source_note" TEXT NOT NULL,
    "offered" BOOLEAN NOT NULL DEFAULT true,
    "verified_at" TIMESTAMPTZ(3),

    CONSTRAINT "missions_pkey" PRIMARY KEY ("slug")
);

-- CreateTable
CREATE TABLE "cities" (
    "edition_id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "kind" "city_kind" NOT NULL,
    "status" "published_state" NOT NULL DEFAULT 'planned',
    "outcome" TEXT,

    CONSTRAINT "cities_pkey" PRIMARY KEY ("edition_id","slug")
);

-- CreateTable
CREATE TABLE "past_days" (
    "year" INTEGER NOT NULL,
    "date" DATE,
    "city_count" INTEGER,
    "country_count" INTEGER,
    "cities" JSONB NOT NULL,
    "notes" JSONB NOT NULL,
    "sources" JSONB NOT NULL,

    CONSTRAINT "past_days_pkey" PRIMARY KEY ("year")
);

-- CreateTable
CREATE TABLE "mail_outcomes" (
    "job_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "record_id" UUID NOT NULL,
    "outcome" TEXT NOT NULL,
    "smtp_code" INTEGER,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_outcomes_pkey" PRIMARY KEY ("job_id")
);

-- CreateTable
CREATE TABLE "mail_pace" (
    "id" TEXT NOT NULL,
    "next_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "mail_pace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "petition_texts" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "locale" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "title" TEXT NOT NULL,
    "addressee" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "state" "text_state" NOT NULL DEFAULT 'draft',
    "approved_at" TIMESTAMPTZ(3),
    "approved_by" TEXT,
    "locked_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "petition_texts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "submissions" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "email_hash" BYTEA NOT NULL,
    "snapshot_hash" BYTEA NOT NULL,
    "email_sealed" BYTEA NOT NULL,
    "name_sealed" BYTEA NOT NULL,
    "country" CHAR(2) NOT NULL,
    "city_slug" TEXT,
    "locale" TEXT NOT NULL,
    "text_id" UUID NOT NULL,
    "show_name" BOOLEAN NOT NULL,
    "deliver_name" BOOLEAN NOT NULL,
    "updates" BOOLEAN NOT NULL,
    "ref" TEXT,
    "mail_provider" TEXT NOT NULL,
    "domain_hash" BYTEA NOT NULL,
    "network_hash" BYTEA,
    "generation" INTEGER NOT NULL DEFAULT 0,
    "code_generation" INTEGER NOT NULL DEFAULT 0,
    "code_issued_at" TIMESTAMPTZ(3) NOT NULL,
    "code_tries" INTEGER NOT NULL DEFAULT 0,
    "resends" INTEGER NOT NULL DEFAULT 0,
    "reminded_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "submissions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signatures" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "state" "signature_state" NOT NULL,
    "number" BIGINT,
    "email_hash" BYTEA,
    "email_sealed" BYTEA,
    "name_sealed" BYTEA,
    "country" CHAR(2) NOT NULL,
    "city_slug" TEXT,
    "channel" TEXT NOT NULL DEFAULT 'online',
    "locale" TEXT NOT NULL,
    "text_id" UUID NOT NULL,
    "show_name" BOOLEAN NOT NULL,
    "deliver_name" BOOLEAN NOT NULL,
    "updates" BOOLEAN NOT NULL,
    "ref" TEXT,
    "mail_provider" TEXT NOT NULL,
    "suspicions" TEXT[],
    "cause_hash" BYTEA,
    "submitted_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3) NOT NULL,
    "decided_at" TIMESTAMPTZ(3),
    "decided_by" TEXT,
    "reason" TEXT,
    "erased_at" TIMESTAMPTZ(3),
    "generation" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "signatures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tallies" (
    "edition_id" UUID NOT NULL,
    "dimension" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "total" INTEGER NOT NULL,

    CONSTRAINT "tallies_pkey" PRIMARY KEY ("edition_id","dimension","key")
);

-- CreateTable
CREATE TABLE "tally_heads" (
    "edition_id" UUID NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "version" BIGINT NOT NULL DEFAULT 0,
    "last_number" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "tally_heads_pkey" PRIMARY KEY ("edition_id")
);

-- CreateTable
CREATE TABLE "tally_history" (
    "edition_id" UUID NOT NULL,
    "resolution" TEXT NOT NULL,
    "at" TIMESTAMPTZ(0) NOT NULL,
    "net" INTEGER NOT NULL,

    CONSTRAINT "tally_history_pkey" PRIMARY KEY ("edition_id","resolution","at")
);

-- CreateTable
CREATE TABLE "corrections" (
    "edition_id" UUID NOT NULL,
    "day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "corrections_pkey" PRIMARY KEY ("edition_id","day","reason")
);

-- CreateTable
CREATE TABLE "suspicion_counters" (
    "edition_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "key_hash" BYTEA NOT NULL,
    "bucket" TIMESTAMPTZ(0) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "suspicion_counters_pkey" PRIMARY KEY ("edition_id","kind","key_hash","bucket")
);

-- CreateTable
CREATE TABLE "erasures" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "record_hash" BYTEA NOT NULL,
    "address_hash" BYTEA,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasures_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "stream_heads" (
    "edition_id" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "seq" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "stream_heads_pkey" PRIMARY KEY ("edition_id","stream")
);

-- CreateTable
CREATE TABLE "events" (
    "edition_id" UUID NOT NULL,
    "stream" TEXT NOT NULL,
    "seq" BIGINT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "kind" TEXT NOT NULL,
    "payload" JSONB NOT NULL,

    CONSTRAINT "events_pkey" PRIMARY KEY ("edition_id","stream","seq")
);

-- CreateTable
CREATE TABLE "commands" (
    "id" UUID NOT NULL,
    "actor" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "body_hash" BYTEA NOT NULL,
    "result" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "commands_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_log" (
    "id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor" TEXT NOT NULL,
    "act" TEXT NOT NULL,
    "subject" TEXT,
    "details" JSONB NOT NULL,

    CONSTRAINT "audit_log_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE UNIQUE INDEX "passkeys_credential_id_key" ON "passkeys"("credential_id");

-- CreateIndex
CREATE INDEX "passkeys_user_id_idx" ON "passkeys"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "invitations_token_hash_key" ON "invitations"("token_hash");

-- CreateIndex
CREATE UNIQUE INDEX "editions_slug_key" ON "editions"("slug");

-- CreateIndex
CREATE INDEX "mail_outcomes_at_idx" ON "mail_outcomes"("at");

-- CreateIndex
CREATE INDEX "petition_texts_edition_id_hash_idx" ON "petition_texts"("edition_id", "hash");

-- CreateIndex
CREATE UNIQUE INDEX "petition_texts_edition_id_locale_version_key" ON "petition_texts"("edition_id", "locale", "version");

-- CreateIndex
CREATE INDEX "submissions_expires_at_idx" ON "submissions"("expires_at");

-- CreateIndex
CREATE INDEX "submissions_network_hash_idx" ON "submissions"("network_hash");

-- CreateIndex
CREATE UNIQUE INDEX "submissions_edition_id_email_hash_snapshot_hash_key" ON "submissions"("edition_id", "email_hash", "snapshot_hash");

-- CreateIndex
CREATE INDEX "signatures_edition_id_state_idx" ON "signatures"("edition_id", "state");

-- CreateIndex
CREATE INDEX "signatures_edition_id_email_hash_idx" ON "signatures"("edition_id", "email_hash");

-- CreateIndex
CREATE UNIQUE INDEX "signatures_edition_id_number_key" ON "signatures"("edition_id", "number");

-- CreateIndex
CREATE INDEX "suspicion_counters_bucket_idx" ON "suspicion_counters"("bucket");

-- CreateIndex
CREATE INDEX "commands_at_idx" ON "commands"("at");

-- CreateIndex
CREATE INDEX "audit_log_at_idx" ON "audit_log"("at");

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "missions" ADD CONSTRAINT "missions_place_slug_fkey" FOREIGN KEY ("place_slug") REFERENCES "places"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cities" ADD CONSTRAINT "cities_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "editions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cities" ADD CONSTRAINT "cities_slug_fkey" FOREIGN KEY ("slug") REFERENCES "places"("slug") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "petition_texts" ADD CONSTRAINT "petition_texts_edition_id_fkey" FOREIGN KEY ("edition_id") REFERENCES "editions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma cannot express. The drift test lists each of these by name.

-- At most one edition is current.
CREATE UNIQUE INDEX "editions_one_current" ON "editions" ("is_current") WHERE "is_current";

-- One address signs an edition once; after withdrawing it may sign again.
CREATE UNIQUE INDEX "signatures_one_per_address" ON "signatures" ("edition_id", "email_hash")
  WHERE "state" <> 'withdrawn' AND "email_hash" IS NOT NULL;

ALTER TABLE "editions"
  ADD CONSTRAINT "editions_dates_in_order" CHECK ("opens_at" < "closes_at" AND "closes_at" <= "delivers_at"),
  ADD CONSTRAINT "editions_goal_positive" CHECK ("goal" > 0);
ALTER TABLE "signatures" ADD CONSTRAINT "signatures_number_positive" CHECK ("number" > 0);
ALTER TABLE "corrections" ADD CONSTRAINT "corrections_count_positive" CHECK ("count" > 0);
ALTER TABLE "installation" ADD CONSTRAINT "installation_one_row" CHECK ("id" = 1);

-- Raises its argument; the triggers below say when.
CREATE FUNCTION "refuse"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '%: %', TG_TABLE_NAME, TG_ARGV[0] USING ERRCODE = 'integrity_constraint_violation';
END
$$;

-- Totals never fall below zero. Not a CHECK: that would also look at the change an upsert proposes.
CREATE TRIGGER "tallies_not_negative" AFTER INSERT OR UPDATE ON "tallies"
  FOR EACH ROW WHEN (NEW."total" < 0) EXECUTE FUNCTION "refuse"('a total below zero');
CREATE TRIGGER "tally_heads_not_negative" AFTER INSERT OR UPDATE ON "tally_heads"
  FOR EACH ROW WHEN (NEW."total" < 0) EXECUTE FUNCTION "refuse"('a total below zero');
-- Versions and signer numbers only grow.
CREATE TRIGGER "tally_heads_only_forward" AFTER UPDATE ON "tally_heads"
  FOR EACH ROW WHEN (NEW."version" < OLD."version" OR NEW."last_number" < OLD."last_number")
  EXECUTE FUNCTION "refuse"('a version or a number that goes back');
-- A signer number is given once and stays.
CREATE TRIGGER "signatures_number_stays" BEFORE UPDATE ON "signatures"
  FOR EACH ROW WHEN (OLD."number" IS NOT NULL AND NEW."number" IS DISTINCT FROM OLD."number")
  EXECUTE FUNCTION "refuse"('a signer number is never changed');
-- What somebody signed stays what they signed.
CREATE TRIGGER "petition_texts_locked" BEFORE UPDATE ON "petition_texts"
  FOR EACH ROW WHEN (OLD."locked_at" IS NOT NULL AND
    (NEW."title", NEW."addressee", NEW."body", NEW."hash", NEW."locale", NEW."version", NEW."locked_at")
    IS DISTINCT FROM
    (OLD."title", OLD."addressee", OLD."body", OLD."hash", OLD."locale", OLD."version", OLD."locked_at"))
  EXECUTE FUNCTION "refuse"('a signed text is never changed');
-- Streams and the audit log are only added to. A restore may truncate.
CREATE TRIGGER "events_append_only" BEFORE UPDATE OR DELETE ON "events"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse"('only added to');
CREATE TRIGGER "audit_log_append_only" BEFORE UPDATE OR DELETE ON "audit_log"
  FOR EACH STATEMENT EXECUTE FUNCTION "refuse"('only added to');
