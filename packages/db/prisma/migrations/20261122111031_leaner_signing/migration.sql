-- DropIndex
DROP INDEX "submissions_network_hash_idx";

-- DropIndex
DROP INDEX "suspicion_counters_bucket_idx";
