-- AlterTable
ALTER TABLE "publications" ADD COLUMN     "held_at" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "field_commands" ADD COLUMN     "bounded" BOOLEAN NOT NULL DEFAULT false,
ALTER COLUMN "offset_ms" SET DATA TYPE BIGINT;

-- CreateTable
CREATE TABLE "help_lines" (
    "id" UUID NOT NULL,
    "edition_id" UUID NOT NULL,
    "city_slug" TEXT,
    "kind" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "phone" TEXT NOT NULL,
    "position" INTEGER NOT NULL,

    CONSTRAINT "help_lines_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "help_lines_edition_id_city_slug_idx" ON "help_lines"("edition_id", "city_slug");
