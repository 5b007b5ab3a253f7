// Who the session's user is: which of its parameters say so, and statements that change them while they run.
#include "isolation_support.h"

#include "gtest/gtest.h"

namespace pgtidy::analysis {
namespace {

constexpr std::string_view Guarded = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
CREATE TABLE logs (id bigint PRIMARY KEY, text text);
ALTER TABLE memos ENABLE ROW LEVEL SECURITY;
ALTER TABLE memos FORCE ROW LEVEL SECURITY;
CREATE POLICY own ON memos USING (user_id = current_setting('app.user_id')::bigint);
CREATE FUNCTION become(u bigint) RETURNS text LANGUAGE sql AS
  $$ SELECT set_config('app.user_id', u::text, true) $$;
CREATE FUNCTION as_seven() RETURNS trigger LANGUAGE plpgsql AS
  $$ BEGIN PERFORM set_config('app.user_id', '7', true); RETURN NEW; END $$;
CREATE TRIGGER as_seven BEFORE INSERT ON logs FOR EACH ROW EXECUTE FUNCTION as_seven();
)";

TEST(IsolationSession, aStatementThatChangesWhoAsksIsNotTiedToWhoAsked) {
  World world(Guarded);
  expectAll(
      world,
      {{"SELECT * FROM memos", "memos: closed"},
       {"SELECT *, set_config('app.user_id', $1, true) FROM memos", "memos: undecided"},
       {"WITH s AS (SELECT set_config('app.user_id', $1, true)) SELECT * FROM memos, s", "memos: undecided"},
       {"SELECT * FROM memos WHERE set_config($1, $2, true) <> ''", "memos: undecided"},
       {"SELECT * FROM memos, become($1)", "memos: undecided"},
       {"WITH l AS (INSERT INTO logs VALUES (1, 'x') RETURNING id) UPDATE memos SET body = '' ", "memos: undecided"},
       // what says nothing of the user, and what is tied to a parameter
       {"SELECT *, set_config('statement_timeout', '5s', true) FROM memos", "memos: closed"},
       {"SELECT *, set_config('app.user_id', $2, true) FROM memos WHERE user_id = $1", "memos: closed"},
       {"SELECT set_config('app.user_id', $1, true)", ""}});
}

constexpr std::string_view Plain = R"(
CREATE TABLE users (id bigint PRIMARY KEY);
CREATE TABLE memos (id bigint PRIMARY KEY, user_id bigint NOT NULL REFERENCES users (id), body text);
CREATE FUNCTION asked() RETURNS bigint LANGUAGE sql AS
  $$ SELECT nullif(current_setting('app.asked', true), '')::bigint $$;
)";

const Case Settings[] = {
    {"SELECT * FROM memos WHERE user_id = current_setting('server_version_num')::bigint", "memos: open"},
    {"SELECT * FROM memos WHERE user_id = current_setting('app.other')::bigint", "memos: closed"},
    {"SELECT * FROM memos WHERE user_id = current_setting('app.user_id', true)::bigint", "memos: closed"},
    {"SELECT * FROM memos WHERE user_id = (current_setting('jwt.claims')::json ->> 'org')::bigint", "memos: closed"},
};

TEST(IsolationSession, aParameterOfTheServerIsNoUser) {
  World world(Plain);
  expectAll(world, Settings);
}

TEST(IsolationSession, wherePrincipalsAreNamedOtherParametersAreNone) {
  UserModel model;
  model.principals = {"current_setting('app.user_id')", "(current_setting('jwt.claims')::json ->> 'sub')::bigint",
                      "asked()"};
  World world(Plain, model);
  expectAll(
      world,
      {{"SELECT * FROM memos WHERE user_id = current_setting('app.user_id', true)::bigint", "memos: closed"},
       {"SELECT * FROM memos WHERE user_id = nullif(current_setting('app.user_id', true), '')::bigint",
        "memos: closed"},
       {"SELECT * FROM memos WHERE user_id = current_setting('app.other')::bigint", "memos: open"},
       {"SELECT * FROM memos WHERE user_id = (current_setting('jwt.claims')::json ->> 'sub')::bigint", "memos: closed"},
       // as PostgreSQL writes it down
       {"SELECT * FROM memos WHERE user_id = ((current_setting('jwt.claims'::text))::json ->> 'sub'::text)::bigint",
        "memos: closed"},
       {"SELECT * FROM memos WHERE user_id = (current_setting('jwt.claims')::json ->> 'org')::bigint", "memos: open"},
       {"SELECT * FROM memos WHERE user_id = asked()", "memos: closed"},
       {"SELECT * FROM memos WHERE user_id = current_setting('app.asked')::bigint", "memos: closed"},
       {"SELECT * FROM memos WHERE user_id = $1", "memos: closed"}});
}

} // namespace
} // namespace pgtidy::analysis
