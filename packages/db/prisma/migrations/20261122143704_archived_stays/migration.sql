-- An edition that is put away is read and never changed again, whichever feature tries: LA001 is answered as a
-- conflict. Deleting stays, for what is kept for a time only, and for wiping a rehearsal. A restore says that it is one.
CREATE FUNCTION "keep_archived"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_setting('lantern.restoring', true) = 'on' THEN RETURN NEW; END IF;
  IF EXISTS (SELECT FROM editions WHERE id = NEW.edition_id AND archived_at IS NOT NULL) THEN
    RAISE EXCEPTION '%: its edition is archived', TG_TABLE_NAME USING ERRCODE = 'LA001';
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "cities_archived" BEFORE INSERT OR UPDATE ON "cities"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();
CREATE TRIGGER "actions_archived" BEFORE INSERT OR UPDATE ON "actions"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();
CREATE TRIGGER "publications_archived" BEFORE INSERT OR UPDATE ON "publications"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();
CREATE TRIGGER "field_commands_archived" BEFORE INSERT ON "field_commands"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();
CREATE TRIGGER "petition_texts_archived" BEFORE INSERT ON "petition_texts"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();
CREATE TRIGGER "news_archived" BEFORE INSERT ON "news"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();
CREATE TRIGGER "announcements_archived" BEFORE INSERT ON "announcements"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();
CREATE TRIGGER "applications_archived" BEFORE INSERT ON "applications"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();
CREATE TRIGGER "assignments_archived" BEFORE INSERT ON "assignments"
  FOR EACH ROW EXECUTE FUNCTION "keep_archived"();

CREATE FUNCTION "keep_archived_edition"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'editions: it is archived' USING ERRCODE = 'LA001';
END
$$;
CREATE TRIGGER "editions_archived" BEFORE UPDATE ON "editions"
  FOR EACH ROW WHEN (OLD."archived_at" IS NOT NULL AND NEW."archived_at" IS NOT NULL)
  EXECUTE FUNCTION "keep_archived_edition"();
-- What everybody sees is not put away.
ALTER TABLE "editions" ADD CONSTRAINT "editions_current_stands" CHECK (NOT ("is_current" AND "archived_at" IS NOT NULL));
