// What triggers run with the row that is written: branches on what they are fired for, users whom several columns name.
#include "isolation_support.h"

#include "gtest/gtest.h"

#include <string>

namespace pgtidy::analysis {
namespace {

const std::string Docs = "CREATE TABLE users (id int PRIMARY KEY);"
                         "CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);"
                         "CREATE TABLE audit (op text, id int, user_id int NOT NULL REFERENCES users (id));";

std::string fired(const std::string &body, const std::string &arguments = "") {
  return "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body +
         " END $$;"
         "CREATE TRIGGER t AFTER INSERT OR UPDATE OR DELETE ON docs FOR EACH ROW EXECUTE FUNCTION f(" +
         arguments + ");";
}

void expectFired(const std::string &trigger, llvm::ArrayRef<Case> cases) {
  World world(Docs + trigger);
  expectAll(world, cases);
}

} // namespace

TEST(IsolationTriggers, ofACaseOnlyWhatIsRunCounts) {
  expectFired(fired("CASE TG_OP WHEN 'DELETE' THEN INSERT INTO audit VALUES ('D', OLD.id, OLD.user_id);"
                    "WHEN 'INSERT', 'UPDATE' THEN INSERT INTO audit VALUES ('U', NEW.id, NEW.user_id); END CASE;"
                    "RETURN NULL;"),
              {{"DELETE FROM docs WHERE user_id = $1", "docs: closed"},
               {"UPDATE docs SET n = 1 WHERE user_id = $1", "docs: closed"},
               {"INSERT INTO docs VALUES (1, $1, 2)", "docs: closed"}});
  expectFired(fired("CASE WHEN TG_OP = 'DELETE' THEN INSERT INTO audit VALUES ('D', OLD.id, 7); ELSE NULL; END CASE;"
                    "RETURN NULL;"),
              {{"DELETE FROM docs WHERE user_id = $1", "docs: closed, audit: open"},
               {"UPDATE docs SET n = 1 WHERE user_id = $1", "docs: closed"}});
  expectFired(fired("CASE TG_OP WHEN 'UPDATE' THEN NULL; ELSE DELETE FROM audit; END CASE; RETURN NULL;"),
              {{"UPDATE docs SET n = 1 WHERE user_id = $1", "docs: closed"},
               {"DELETE FROM docs WHERE user_id = $1", "docs: closed, audit: open"}});
  expectFired(fired("CASE NEW.n WHEN 1 THEN NULL; ELSE DELETE FROM audit; END CASE; RETURN NULL;"),
              {{"UPDATE docs SET n = 1 WHERE user_id = $1", "docs: closed, audit: undecided"}});
}

TEST(IsolationTriggers, argumentsOfTheTriggerAreKnown) {
  const std::string body = "IF TG_ARGV[0] = 'keep' AND TG_NARGS = 1 THEN INSERT INTO audit VALUES (TG_ARGV[0], NEW.id, "
                           "NEW.user_id); ELSE DELETE FROM audit; END IF; RETURN NULL;";
  expectFired(fired(body, "'other'"), {{"UPDATE docs SET n = 1 WHERE user_id = $1", "docs: closed, audit: open"}});
  expectFired(fired("IF TG_ARGV[0] = 'keep' THEN NULL; ELSE DELETE FROM audit; END IF; RETURN NULL;", "'keep'"),
              {{"UPDATE docs SET n = 1 WHERE user_id = $1", "docs: closed"}});
  expectFired(fired("IF TG_ARGV[1] = 'keep' THEN NULL; ELSE DELETE FROM audit; END IF; RETURN NULL;", "'keep'"),
              {{"UPDATE docs SET n = 1 WHERE user_id = $1", "docs: closed, audit: undecided"}});
}

TEST(IsolationTriggers, usersWhomSeveralColumnsNameAreTheRows) {
  const std::string schema =
      "CREATE TABLE users (tenant_id int, id int, PRIMARY KEY (tenant_id, id));"
      "CREATE TABLE docs (id int PRIMARY KEY, tenant_id int NOT NULL, user_id int NOT NULL, n int, FOREIGN KEY "
      "(tenant_id, user_id) REFERENCES users);"
      "CREATE TABLE audit (id int, tenant_id int NOT NULL, user_id int NOT NULL, FOREIGN KEY (tenant_id, user_id) "
      "REFERENCES users);";
  World kept(schema + fired("INSERT INTO audit VALUES (NEW.id, NEW.tenant_id, NEW.user_id); RETURN NULL;"));
  expectAll(kept, {{"UPDATE docs SET n = 1 WHERE tenant_id = $1 AND user_id = $2", "docs: closed"},
                   {"UPDATE docs SET n = 1 WHERE user_id = $2", "docs: open"}});
  World given(schema + fired("INSERT INTO audit VALUES (NEW.id, NEW.tenant_id, NEW.id); RETURN NULL;"));
  expectAll(given, {{"UPDATE docs SET n = 1 WHERE tenant_id = $1 AND user_id = $2", "docs: closed, audit: open"}});
  World taken(schema + fired("DELETE FROM audit WHERE tenant_id = OLD.tenant_id; RETURN NULL;"));
  expectAll(taken, {{"DELETE FROM docs WHERE tenant_id = $1 AND user_id = $2", "docs: closed, audit: open"}});
}

TEST(IsolationTriggers, newIsInNoTableBeforeTheWrite) {
  const std::string posts =
      "CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), slug text UNIQUE, n int);"
      "CREATE FUNCTION has(s text) RETURNS boolean LANGUAGE sql STABLE AS $$ SELECT EXISTS (SELECT 1 FROM posts WHERE "
      "slug = s) $$;";
  auto expectBody = [&](const std::string &when, const std::string &body, llvm::ArrayRef<Case> cases) {
    expectFired(posts + "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body +
                    " RETURN NEW; END $$; CREATE TRIGGER t " + when + " ON posts FOR EACH ROW EXECUTE FUNCTION f();",
                cases);
  };
  const char *insert = "INSERT INTO posts VALUES (1, $1, $2, 3)", *update = "UPDATE posts SET n = 1 WHERE user_id = $1";
  expectBody("BEFORE INSERT OR UPDATE", "DELETE FROM posts WHERE slug = NEW.slug;",
             {{insert, "posts: closed, posts: open"}, {update, "posts: closed, posts: open"}});
  expectBody("BEFORE INSERT", "UPDATE posts SET n = 2 WHERE id = NEW.id;", {{insert, "posts: closed, posts: open"}});
  expectBody("BEFORE INSERT", "PERFORM has(NEW.slug);", {{insert, "posts: closed, posts: open"}});
  expectBody("BEFORE INSERT", "DELETE FROM posts WHERE slug = NEW.slug AND user_id = NEW.user_id;",
             {{insert, "posts: closed"}});
  expectBody("BEFORE UPDATE", "DELETE FROM posts WHERE slug = OLD.slug;", {{update, "posts: closed"}});
  expectBody("AFTER INSERT OR UPDATE", "UPDATE posts SET n = 2 WHERE slug = NEW.slug;",
             {{insert, "posts: closed"}, {update, "posts: closed"}});
}

TEST(IsolationTriggers, aKeyThatMayBeBrokenMeanwhileNamesNoRow) {
  auto expectKey = [&](const std::string &unique, llvm::ArrayRef<Case> cases) {
    expectFired("CREATE TABLE posts (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), slug text " +
                    unique +
                    ");"
                    "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE posts SET id = id WHERE "
                    "slug = NEW.slug; RETURN NULL; END $$;"
                    "CREATE TRIGGER t AFTER INSERT ON posts FOR EACH ROW EXECUTE FUNCTION f();",
                cases);
  };
  const char *insert = "INSERT INTO posts VALUES (1, $1, $2)";
  expectKey("UNIQUE", {{insert, "posts: closed"}});
  expectKey("UNIQUE NOT DEFERRABLE", {{insert, "posts: closed"}});
  expectKey("UNIQUE DEFERRABLE INITIALLY DEFERRED", {{insert, "posts: closed, posts: open"}});
  expectKey("UNIQUE DEFERRABLE", {{insert, "posts: closed, posts: open"}});
}

TEST(IsolationTriggers, aKeyThatMayBeBrokenMeanwhileNamesNoUser) {
  auto verdict = [&](const std::string &unique, const std::string &statement) {
    World world("CREATE TABLE users (id int PRIMARY KEY, name text, email text " + unique +
                ");"
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE users SET name = 'x' WHERE "
                "email = NEW.email; RETURN NULL; END $$;"
                "CREATE TRIGGER t AFTER INSERT ON users FOR EACH ROW EXECUTE FUNCTION f();"
                "CREATE FUNCTION g(e text) RETURNS void LANGUAGE sql AS $$ UPDATE users SET name = 'y' WHERE email = e "
                "$$;");
    return world.verdicts(statement);
  };
  const char *insert = "INSERT INTO users VALUES ($1, 'a', $2)", *read = "SELECT * FROM users WHERE email = $1";
  EXPECT_EQ(verdict("UNIQUE", insert), "users: closed");
  EXPECT_EQ(verdict("UNIQUE DEFERRABLE", insert), "users: closed, users: open");
  for (const char *unique : {"UNIQUE", "UNIQUE DEFERRABLE"})
    EXPECT_EQ(verdict(unique, read), "users: closed");
  EXPECT_EQ(verdict("UNIQUE", "SELECT g($1)"), "");
  EXPECT_EQ(verdict("UNIQUE DEFERRABLE", "SELECT g($1)"), "users: open");
}

TEST(IsolationTriggers, aForeignKeyThatMayBeBrokenMeanwhileSaysNothing) {
  auto expectKey = [&](const std::string &when, llvm::ArrayRef<Case> cases) {
    expectFired(
        "CREATE TABLE folders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), UNIQUE (user_id, "
        "id));"
        "CREATE TABLE files (id int PRIMARY KEY, who int NOT NULL, folder_id int NOT "
        "NULL, FOREIGN KEY (who, folder_id) REFERENCES folders (user_id, id) " +
            when +
            ");"
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE folders SET id = id WHERE "
            "id = NEW.folder_id; RETURN NULL; END $$;"
            "CREATE TRIGGER t AFTER INSERT ON files FOR EACH ROW EXECUTE FUNCTION f();",
        cases);
  };
  const char *read = "SELECT o.id FROM files f JOIN folders o ON o.id = f.folder_id WHERE f.who = $1";
  expectKey("", {{"INSERT INTO files VALUES (1, $1, $2)", "files: closed"}, {read, "files: closed, folders: closed"}});
  expectKey("DEFERRABLE INITIALLY DEFERRED", {{"INSERT INTO files VALUES (1, $1, $2)", "files: closed, folders: open"},
                                              {read, "files: closed, folders: closed"}});
}

TEST(IsolationTriggers, keysOfNewNameNoUserBeforeTheWrite) {
  auto verdict = [](const std::string &when, const std::string &body, const std::string &statement) {
    World world("CREATE TABLE users (id int PRIMARY KEY, email text UNIQUE, tenant int, login text, UNIQUE (tenant, "
                "login));"
                "CREATE TABLE docs (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), n int);"
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " +
                body + " RETURN NEW; END $$; CREATE TRIGGER t " + when +
                " ON users FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION f();");
    return world.verdicts(statement);
  };
  const std::string update = "UPDATE users SET email = $2 WHERE id = $1", insert = "INSERT INTO users VALUES ($1, $2)";
  for (const std::string byKey :
       {"DELETE FROM docs d USING users u WHERE u.email = NEW.email AND d.user_id = u.id;",
        "DELETE FROM docs d USING users u WHERE (u.tenant, u.login) = (NEW.tenant, NEW.login) AND d.user_id = u.id;"}) {
    EXPECT_EQ(verdict("BEFORE UPDATE", byKey, update), "users: closed, docs: open, users: open") << byKey;
    EXPECT_EQ(verdict("AFTER UPDATE", byKey, update), "users: closed") << byKey;
  }
  const std::string others = "UPDATE users u SET email = 'x' WHERE u.email = NEW.email AND u.id <> NEW.id;";
  EXPECT_EQ(verdict("BEFORE UPDATE", others, update), "users: closed, users: open");
  EXPECT_EQ(verdict("AFTER UPDATE", others, update), "users: closed");
  for (const std::string own : {"DELETE FROM docs WHERE user_id = NEW.id;", "DELETE FROM docs WHERE user_id = OLD.id;",
                                "UPDATE users SET login = NULL WHERE email = OLD.email;",
                                "UPDATE users SET login = NULL WHERE email = NEW.email AND id = NEW.id;"})
    EXPECT_EQ(verdict("BEFORE UPDATE", own, update), "users: closed") << own;
  EXPECT_EQ(verdict("BEFORE INSERT", "DELETE FROM docs WHERE user_id = NEW.id;", insert), "users: closed");
}

/// NEW and OLD by whatever other name.
TEST(IsolationTriggers, rowsAreChangedByOtherNamesToo) {
  auto verdict = [](const std::string &when, const std::string &declared, const std::string &body,
                    const std::string &statement) {
    World world(Docs +
                "CREATE TABLE parts (id int PRIMARY KEY, doc_id int NOT NULL REFERENCES docs (id));"
                "CREATE PROCEDURE next(INOUT n int) LANGUAGE plpgsql AS $$ BEGIN n := n + 1; END $$;"
                "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ <<b>> DECLARE " +
                declared + " BEGIN " + body + " RETURN NEW; END $$; CREATE TRIGGER t " + when +
                " ON docs FOR EACH ROW EXECUTE FUNCTION f();");
    return world.verdicts(statement);
  };
  const std::string update = "UPDATE docs SET n = 1 WHERE user_id = $1";
  for (const std::string change :
       {"SELECT 7 INTO n.user_id;", "SELECT 7, 8 INTO n.n, m.user_id;", "EXECUTE 'SELECT 7' INTO n.user_id;",
        "CALL next(n.user_id);", "CALL next(m.user_id);",
        "INSERT INTO audit VALUES ('U', 1, NEW.user_id) RETURNING 7 INTO n.user_id;",
        "FOR n.user_id IN SELECT 7 LOOP END LOOP;", "n.user_id := 7;"})
    EXPECT_NE(verdict("BEFORE UPDATE", "n ALIAS FOR NEW; m ALIAS FOR n;", change, update), "docs: closed") << change;
  for (const std::string harmless : {"SELECT 7 INTO n.n;", "EXECUTE 'SELECT 7' INTO m.n;", "SELECT 7 INTO b.v;",
                                     "SELECT n.n INTO v;", "CALL next(v);", "CALL next(NEW.n);"})
    EXPECT_EQ(verdict("BEFORE UPDATE", "n ALIAS FOR NEW; m ALIAS FOR n; v int;", harmless, update), "docs: closed")
        << harmless;
  for (const std::string change : {"SELECT 7 INTO o.id;", "CALL next(o.id);"})
    EXPECT_NE(verdict("AFTER UPDATE", "o ALIAS FOR OLD;", change + " DELETE FROM parts WHERE doc_id = OLD.id;", update),
              "docs: closed")
        << change;
  EXPECT_EQ(verdict("AFTER UPDATE", "o ALIAS FOR OLD;", "DELETE FROM parts WHERE doc_id = OLD.id;", update),
            "docs: closed");
}

TEST(IsolationTriggers, aKeyOfTheRowSaysNotWhoseItIs) {
  const std::string notes =
      "CREATE TABLE notes (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), slug text UNIQUE, n int);";
  auto expectBody = [&](const std::string &when, const std::string &body, llvm::ArrayRef<Case> cases) {
    expectFired(notes + "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN " + body +
                    " RETURN NEW; END $$; CREATE TRIGGER t " + when + " ON notes FOR EACH ROW EXECUTE FUNCTION f();",
                cases);
  };
  const char *insert = "INSERT INTO notes (user_id, n) VALUES ($1, $2)",
             *update = "UPDATE notes SET n = 1 WHERE user_id = $1";
  expectBody("BEFORE INSERT", "NEW.id := coalesce((SELECT max(id) FROM notes WHERE user_id = NEW.user_id), 0) + 1;",
             {{insert, "notes: closed"}});
  expectBody("BEFORE INSERT", "NEW.id := 7; PERFORM count(*) FROM notes WHERE user_id = NEW.user_id;",
             {{insert, "notes: closed"}});
  expectBody("BEFORE INSERT", "NEW.id := 7; PERFORM count(*) FROM notes WHERE id = NEW.id;",
             {{insert, "notes: closed, notes: open"}});
  expectBody("BEFORE INSERT", "NEW.user_id := 7; PERFORM count(*) FROM notes WHERE user_id = NEW.user_id;",
             {{insert, "notes: constant, notes: undecided"}});
  // behind the write, NEW is a row of the table
  expectBody("AFTER INSERT", "NEW.slug := 'a'; DELETE FROM notes WHERE slug = NEW.slug;",
             {{insert, "notes: closed, notes: undecided"}});
  expectBody("BEFORE UPDATE", "OLD.slug := 'a'; DELETE FROM notes WHERE slug = OLD.slug;",
             {{update, "notes: change, notes: undecided"}});
}

TEST(IsolationTriggers, foreignKeysOfNewAreNotCheckedBeforeTheWrite) {
  const std::string files =
      "CREATE TABLE folders (id int PRIMARY KEY, user_id int NOT NULL REFERENCES users (id), UNIQUE (user_id, id));"
      "CREATE TABLE files (id int PRIMARY KEY, who int NOT NULL, folder_id int NOT NULL, FOREIGN KEY (who, folder_id) "
      "REFERENCES folders (user_id, id));"
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE folders SET id = id WHERE id = "
      "NEW.folder_id; RETURN NULL; END $$;";
  const char *insert = "INSERT INTO files VALUES (1, $1, $2)";
  expectFired(files + "CREATE TRIGGER t BEFORE INSERT ON files FOR EACH ROW EXECUTE FUNCTION f();",
              {{insert, "files: closed, folders: open"}});
  expectFired(files + "CREATE TRIGGER t AFTER INSERT ON files FOR EACH ROW EXECUTE FUNCTION f();",
              {{insert, "files: closed"}});
}

} // namespace pgtidy::analysis
