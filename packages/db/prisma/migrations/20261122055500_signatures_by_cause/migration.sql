-- One cause is read and decided on without reading everybody else's signatures. Prisma cannot express it.
CREATE INDEX "signatures_by_cause" ON "signatures" ("edition_id", "cause_hash", "id")
  WHERE "cause_hash" IS NOT NULL;
