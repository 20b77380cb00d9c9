-- CreateTable
CREATE TABLE "action_revisions" (
    "action_id" UUID NOT NULL,
    "facts_hash" TEXT NOT NULL,
    "revision" INTEGER NOT NULL DEFAULT 0,
    "changed_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "action_revisions_pkey" PRIMARY KEY ("action_id")
);

-- AddForeignKey
ALTER TABLE "action_revisions" ADD CONSTRAINT "action_revisions_action_id_fkey" FOREIGN KEY ("action_id") REFERENCES "actions"("id") ON DELETE CASCADE ON UPDATE CASCADE;
