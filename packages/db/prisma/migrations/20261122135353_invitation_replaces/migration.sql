-- AlterTable
ALTER TABLE "invitations" ADD COLUMN     "replaces_access" BOOLEAN NOT NULL DEFAULT false;
