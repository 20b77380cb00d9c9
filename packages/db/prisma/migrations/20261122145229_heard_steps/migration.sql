-- Which steps were said in each city, and when last: the one rule by which silence is judged. Safe home counts once all
-- are home, said for the group or by each; where staff set a city back, what was said before it counts no more.
CREATE VIEW "heard_steps" AS
  SELECT f.edition_id, f.city_slug, coalesce(f.step, f.kind) AS step, max(f.happened_at) AS at
  FROM field_commands f
  WHERE coalesce(f.step, f.kind) IN ('on-the-way', 'arrived', 'safe-home')
    AND (coalesce(f.step, f.kind) <> 'safe-home' OR f.scope = 'group' OR EXISTS (
      SELECT FROM city_states s
      WHERE s.edition_id = f.edition_id AND s.city_slug = f.city_slug AND s.safe_home_at >= f.happened_at))
    AND NOT EXISTS (
      SELECT FROM field_commands o
      WHERE o.edition_id = f.edition_id AND o.city_slug = f.city_slug AND o.kind = 'override'
        AND o.step IS NOT NULL AND (o.happened_at, o.seq) > (f.happened_at, f.seq))
  GROUP BY 1, 2, 3;
