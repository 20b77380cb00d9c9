-- AlterTable
ALTER TABLE "alarms" ADD COLUMN     "close_note_sealed" BYTEA;
