-- AlterTable
ALTER TABLE "signatures" ADD COLUMN     "decision_before" UUID;
