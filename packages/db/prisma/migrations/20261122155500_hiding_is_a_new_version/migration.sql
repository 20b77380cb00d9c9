-- A hidden city's signatures move into "elsewhere": other numbers, hence another version.
CREATE FUNCTION "raise_tally_version"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE tally_heads SET version = version + 1 WHERE edition_id = NEW.edition_id;
  RETURN NULL;
END
$$;
CREATE TRIGGER "cities_hidden_raise_version" AFTER UPDATE OF "hidden_at" ON "cities"
  FOR EACH ROW WHEN ((OLD."hidden_at" IS NULL) <> (NEW."hidden_at" IS NULL))
  EXECUTE FUNCTION "raise_tally_version"();
