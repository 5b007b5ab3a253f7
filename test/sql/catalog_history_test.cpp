// Whole histories, as the tools write them, give the same schema.
#include "catalog_fixture.h"

#include <gtest/gtest.h>

namespace pgtidy::sql {
namespace {

const std::string CreateUsers = "CREATE TABLE users (\n  id bigserial PRIMARY KEY,\n  email text NOT NULL UNIQUE\n);\n";
const std::string CreateNotes =
    "CREATE TABLE notes (\n  id bigserial PRIMARY KEY,\n  author bigint NOT NULL REFERENCES "
    "users ON DELETE CASCADE,\n  body text\n);\n";
const std::string Change = "ALTER TABLE notes RENAME COLUMN author TO user_id;\n"
                           "ALTER TABLE notes ADD COLUMN pinned boolean NOT NULL DEFAULT false;\n";
const std::string DropNotes = "DROP TABLE notes;\n";
const std::string DropUsers = "DROP TABLE users;\n";
const std::string Undo = "ALTER TABLE notes DROP COLUMN pinned;\nALTER TABLE notes RENAME COLUMN user_id TO author;\n";

/// What each history leaves.
void expectNotes(const Schema &s) {
  EXPECT_EQ(s.problem(), "");
  EXPECT_EQ(columns(s.table("public.notes")), "id int8 NN, user_id int8 NN, body text, pinned bool NN");
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "user_id -> public.users(id)");
  EXPECT_EQ(keys(s.table("public.users")), "users_pkey(id)! users_email_key(email)");
}

TEST(CatalogHistory, flyway) {
  Schema s =
      schemaOf({{"db/R__views.sql", "CREATE OR REPLACE VIEW pinned AS SELECT id, user_id FROM notes WHERE pinned;"},
                {"db/U3__change.sql", Undo},
                {"db/V1__users.sql", CreateUsers},
                {"db/V10__drop_draft.sql", "DROP TABLE draft;"},
                {"db/V2__notes.sql", CreateNotes},
                {"db/V2.1__draft.sql", "CREATE TABLE ${schema}.other (a int); CREATE TABLE draft (id int);"},
                {"db/V3__change.sql", Change}});
  expectNotes(s);
  EXPECT_FALSE(s.has("public.draft"));
  EXPECT_EQ(columns(s.table("public.pinned")), "id int8, user_id int8");
}

TEST(CatalogHistory, golangMigrate) {
  expectNotes(schemaOf({{"m/000001_users.down.sql", DropUsers},
                        {"m/000001_users.up.sql", CreateUsers},
                        {"m/000002_notes.down.sql", DropNotes},
                        {"m/000002_notes.up.sql", "BEGIN;\n" + CreateNotes + "COMMIT;\n"},
                        {"m/000010_change.down.sql", Undo},
                        {"m/000010_change.up.sql", Change}}));
}

TEST(CatalogHistory, dbmate) {
  auto file = [](const std::string &up, const std::string &down) {
    return "-- migrate:up transaction:false\n" + up + "\n-- migrate:down\n" + down;
  };
  expectNotes(schemaOf({{"db/migrations/20240101000000_users.sql", file(CreateUsers, DropUsers)},
                        {"db/migrations/20240102000000_notes.sql", file(CreateNotes, DropNotes)},
                        {"db/migrations/20240103000000_change.sql", file(Change, Undo)}}));
}

TEST(CatalogHistory, goose) {
  auto file = [](const std::string &up, const std::string &down) {
    return "-- +goose Up\n-- +goose StatementBegin\n" + up + "-- +goose StatementEnd\n\n-- +goose Down\n" + down;
  };
  expectNotes(schemaOf({{"migrations/00001_users.sql", file(CreateUsers, DropUsers)},
                        {"migrations/00002_notes.sql", file(CreateNotes, DropNotes)},
                        {"migrations/00010_change.sql", file(Change, Undo)}}));
}

TEST(CatalogHistory, prisma) {
  Schema s = schemaOf(
      {{"prisma/migrations/20240102_notes/migration.sql",
        "-- CreateTable\nCREATE TABLE \"Note\" (\n    \"id\" SERIAL NOT NULL,\n    \"userId\" INTEGER NOT NULL,\n\n    "
        "CONSTRAINT \"Note_pkey\" PRIMARY KEY (\"id\")\n);\n\n-- AddForeignKey\nALTER TABLE \"Note\" ADD CONSTRAINT "
        "\"Note_userId_fkey\" FOREIGN KEY (\"userId\") REFERENCES \"User\"(\"id\") ON DELETE RESTRICT ON UPDATE "
        "CASCADE;\n"},
       {"prisma/migrations/20240101_init/migration.sql",
        "-- CreateTable\nCREATE TABLE \"User\" (\n    \"id\" SERIAL NOT NULL,\n    \"email\" TEXT NOT NULL,\n\n    "
        "CONSTRAINT \"User_pkey\" PRIMARY KEY (\"id\")\n);\n\n-- CreateIndex\nCREATE UNIQUE INDEX \"User_email_key\" "
        "ON "
        "\"User\"(\"email\");\n"},
       {"prisma/migrations/migration_lock.toml", "provider = \"postgresql\"\n"}});
  EXPECT_EQ(s.problem(), "");
  EXPECT_EQ(columns(s.table("public.Note")), "id int4 NN, userId int4 NN");
  EXPECT_EQ(foreignKeys(s.table("public.Note")), "userId -> public.User(id)");
  EXPECT_EQ(s.table("public.Note").foreignKeys.at(0).onDelete, KeyAction::Restrict);
  EXPECT_EQ(keys(s.table("public.User")), "User_pkey(id)! User_email_key(email)");
}

TEST(CatalogHistory, drizzle) {
  Schema s = schemaOf(
      {{"drizzle/0000_init.sql",
        "CREATE TYPE \"public\".\"role\" AS ENUM('admin', 'user');--> statement-breakpoint\nCREATE TABLE IF NOT EXISTS "
        "\"users\" (\n\t\"id\" serial PRIMARY KEY NOT NULL,\n\t\"role\" \"role\" DEFAULT 'user' NOT NULL\n);\n"},
       {"drizzle/0001_notes.sql",
        "CREATE TABLE IF NOT EXISTS \"notes\" (\n\t\"id\" serial PRIMARY KEY NOT NULL,\n\t\"user_id\" integer\n);\n--> "
        "statement-breakpoint\nDO $$ BEGIN\n ALTER TABLE \"notes\" ADD CONSTRAINT \"n_fk\" FOREIGN KEY (\"user_id\") "
        "REFERENCES \"users\"(\"id\");\nEXCEPTION\n WHEN duplicate_object THEN null;\nEND $$;\n--> "
        "statement-breakpoint\nALTER TABLE \"notes\" ENABLE ROW LEVEL SECURITY;"},
       {"drizzle/meta/0000_snapshot.json", "{}"}});
  EXPECT_EQ(s.problem(), "");
  EXPECT_EQ(columns(s.table("public.notes")), "id int4 NN, user_id int4");
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "user_id -> public.users(id)");
  EXPECT_TRUE(s.table("public.notes").rowSecurity);
}

TEST(CatalogHistory, sqitch) {
  std::vector<SchemaSource> scripts{
      {"deploy/change.sql", "-- Deploy change\n-- requires: notes\nBEGIN;\n" + Change + "COMMIT;"},
      {"deploy/notes.sql", "-- Deploy notes\n-- requires: users\nBEGIN;\n" + CreateNotes + "COMMIT;"},
      {"deploy/users.sql", "-- Deploy users\nBEGIN;\n" + CreateUsers + "COMMIT;"},
      {"revert/users.sql", DropUsers},
      {"verify/users.sql", "SELECT id FROM users WHERE false;"}};
  expectNotes(schemaOf(scripts));
  scripts.push_back(
      {"sqitch.plan", "%project=app\n\nusers 2024-01-01T00:00:00Z A <a@b> # x\nnotes [users] 2024 A\nchange 2024 A\n"});
  expectNotes(schemaOf(scripts));
}

TEST(CatalogHistory, plainFiles) {
  expectNotes(
      schemaOf({{"sql/10_change.sql", Change}, {"sql/1_users.sql", CreateUsers}, {"sql/2_notes.sql", CreateNotes}}));
}

TEST(CatalogHistory, pgDump) {
  Schema s = schemaOf({{"db/structure.sql", R"(--
-- PostgreSQL database dump
--

\restrict kGh7'x

SET statement_timeout = 0;
SET client_encoding = 'UTF8';
SELECT pg_catalog.set_config('search_path', '', false);
SET row_security = off;

CREATE EXTENSION IF NOT EXISTS pgcrypto WITH SCHEMA public;
COMMENT ON EXTENSION pgcrypto IS 'it''s; for crypto';

CREATE FUNCTION public.touch() RETURNS trigger
    LANGUAGE plpgsql
    AS $$ BEGIN NEW.body := 'a;b'; RETURN NEW; END; $$;
ALTER FUNCTION public.touch() OWNER TO app;

SET default_tablespace = '';
SET default_table_access_method = heap;

CREATE TABLE public.notes (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    body text,
    pinned boolean DEFAULT false NOT NULL
);
ALTER TABLE ONLY public.notes FORCE ROW LEVEL SECURITY;
ALTER TABLE public.notes OWNER TO app;

CREATE SEQUENCE public.notes_id_seq START WITH 1 INCREMENT BY 1 NO MINVALUE NO MAXVALUE CACHE 1;
ALTER TABLE public.notes_id_seq OWNER TO app;
ALTER SEQUENCE public.notes_id_seq OWNED BY public.notes.id;

CREATE TABLE public.users (id bigint NOT NULL, email text NOT NULL);
ALTER TABLE ONLY public.notes ALTER COLUMN id SET DEFAULT nextval('public.notes_id_seq'::regclass);

COPY public.notes (id, user_id, body, pinned) FROM stdin;
1	1	it's; CREATE TABLE x ( "	f
2	1	\N	t
\.


SELECT pg_catalog.setval('public.notes_id_seq', 2, true);

ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_email_key UNIQUE (email);
ALTER TABLE ONLY public.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);
CREATE INDEX notes_user ON public.notes USING btree (user_id);
CREATE TRIGGER touch BEFORE UPDATE ON public.notes FOR EACH ROW EXECUTE FUNCTION public.touch();
ALTER TABLE ONLY public.notes
    ADD CONSTRAINT notes_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users(id) ON DELETE CASCADE;
CREATE POLICY own ON public.notes USING ((user_id = (current_setting('app.user_id'::text))::bigint));
ALTER TABLE public.notes ENABLE ROW LEVEL SECURITY;
GRANT SELECT ON TABLE public.notes TO reader;

\unrestrict kGh7'x
)"}});
  EXPECT_EQ(s.problem(), "");
  EXPECT_EQ(columns(s.table("public.notes")), "id int8 NN, user_id int8 NN, body text, pinned bool NN");
  EXPECT_EQ(foreignKeys(s.table("public.notes")), "user_id -> public.users(id)");
  EXPECT_EQ(s.table("public.notes").column("id")->defaultText, "nextval('public.notes_id_seq'::regclass)");
  EXPECT_TRUE(s.table("public.notes").rowSecurity && s.table("public.notes").forceRowSecurity);
  EXPECT_EQ(s.table("public.notes").owner, "app");
  EXPECT_EQ(s.table("public.notes").policies.size(), 1u);
  EXPECT_EQ(s.catalog.triggers.size(), 1u);
  EXPECT_EQ(keys(s.table("public.users")), "users_email_key(email) users_pkey(id)!");
}

} // namespace
} // namespace pgtidy::sql
