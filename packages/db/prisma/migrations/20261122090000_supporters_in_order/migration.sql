-- Staff search the list page by page, names taken off it included, and in the order of (time, id).
DROP INDEX "signatures_supporters";
CREATE INDEX "signatures_supporters" ON "signatures" ("edition_id", "confirmed_at" DESC, "id" DESC)
  WHERE "state" = 'confirmed' AND "show_name" AND "name_sealed" IS NOT NULL;
