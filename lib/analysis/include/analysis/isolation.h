// Whether a statement is tied to one user: the refutation of docs/scoped.md.
#pragma once

#include "sql/ast.h"
#include "sql/catalog.h"
#include "sql/parse.h"
#include "text/location.h"

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace pgtidy::analysis {
namespace isolation {
class OtherPath;
class Readings;
class Relations;
} // namespace isolation

/// What the project says about its users (`Users:` in the configuration).
struct UserModel {
  std::vector<std::string> tables{"users", "user", "accounts", "account"};
  std::vector<std::string> ownerColumns{"user_id", "owner_id", "id_user", "id_owner"};
  std::vector<std::string> shared;
  std::vector<std::string> memberships;
  std::vector<std::string> publicWhen;
  std::vector<std::string> principals; ///< session expressions as SQL: "current_setting('app.user_id')"
  std::string role;
  std::vector<std::string> foreignKeys; ///< that the schema does not declare: "items (order_id) REFERENCES orders (id)"
  bool bypassesRowSecurity = false;     ///< the role has BYPASSRLS or is a superuser
  bool tablesConfigured = false;        ///< `tables` come from the configuration, not from the default names
  bool ownerColumnsConfigured = false;
};

/// Words of which one is in each statement by which, without a schema, it is known that a table belongs to users.
std::vector<std::string> ownerWords(const UserModel &model);

/// How a table belongs to users.
enum class OwnerKind : uint8_t {
  None,   ///< shared, unknown, or nobody's
  Users,  ///< the users table: its key is the user
  Column, ///< owner columns
  Parent, ///< a foreign key leads to a user-owned table
  Member, ///< a declared membership table says who may see which row
};

struct ParentLink {
  std::vector<std::string> columns;    ///< of the child
  std::string parent;                  ///< "schema.name"
  std::vector<std::string> referenced; ///< of the parent
};

/// Columns of the users table that each name one user, as a set of bits: a user is known by a value *of one of them*,
/// and what is one user's e-mail may be another's login.
using UserKeys = uint32_t;
inline constexpr unsigned MostUserKeys = 12;
inline constexpr UserKeys AnyUserKey = (1u << MostUserKeys) - 1;
/// Columns that name one user only with others (JointKey) have bits of their own behind those.
inline constexpr unsigned MostJointColumns = 18;
inline constexpr UserKeys EveryUserKey = (1u << (MostUserKeys + MostJointColumns)) - 1;

/// What names one user of a users table together: `UNIQUE (tenant_id, email)`, or while a condition holds:
/// `UNIQUE (email) WHERE deleted_at IS NULL`.
struct JointKey {
  std::vector<std::string> columns;                ///< "tenant_id", "lower(email)"
  std::shared_ptr<const sql::Expr> predicate = {}; ///< null where it holds for all rows
  std::vector<UserKeys> keys = {};                 ///< by column
  size_t number = 0;                               ///< in Ownership::jointKeys()
};

struct TableOwnership {
  OwnerKind kind = OwnerKind::None;
  /// For Users: the key, all columns of it, then what is unique: "email", "lower(email)".
  std::vector<std::string> ownerColumns;
  std::vector<ParentLink> parents;
  bool byName = false; ///< decided by names, without a schema
  /// By owner column: which column of the users table its values are of; 0 of one that names nobody alone.
  std::vector<UserKeys> keys = {};
  std::string heir = {}; ///< user-owned only by that partition, or table that inherits from it: "schema.name"
  /// Of Users: what names one together. Of others: credentials, which name the one who shows them.
  std::vector<JointKey> joint = {};

  /// Users with a primary key of several columns: none of them names a user alone.
  bool hasJointKey() const { return kind == OwnerKind::Users && !keys.empty() && keys.front() == 0; }
};

/// A unique column of a shared table to whose key a column of a JointKey refers: it names the row, and with the other
/// columns of the key a user.
struct NamedRows {
  std::string table;  ///< "schema.name"
  std::string key;    ///< the column that is referred to
  std::string column; ///< the one that is unique
  std::string shown;  ///< "tenants.slug"
};

/// Rows of a table that a declared membership table opens to a user.
struct Grant {
  std::string membership;              ///< "schema.name" of the membership table
  std::vector<std::string> columns;    ///< its foreign key to the table
  std::vector<std::string> referenced; ///< the table's columns that it leads to
  std::vector<std::string> users;      ///< its owner columns
};

/// What a BEFORE trigger puts into the row that is written.
struct TriggerValue {
  std::string column;                       ///< "" where any column may be meant
  std::shared_ptr<const sql::Parsed> value; ///< the SELECT of it; null where it is not followed
  bool always = false;                      ///< not only on a branch
  std::vector<std::string> firedBy = {};    ///< the columns of UPDATE OF; empty: any write fires it
  std::string trigger = {};                 ///< its name
  bool keepsOwner = false; ///< "" is none of the columns that say whose the row is, which the body does not name
};

/// Whether the role is one that services and installations make with the right to pass by all policies.
bool isMadeToBypass(std::string_view role);

/// Whether policies do not bind the role: as the schema makes it, or, where it does not, as installations do.
bool passesByPolicies(const std::string &role, const sql::Catalog &catalog);

/// Who owns the rows of which table. Made once a run from catalog, configuration and, without a schema, the statements.
class Ownership {
public:
  /// `withOtherPaths`: names are looked up in all ways that may be meant, not in the catalog's search_path alone.
  Ownership(const sql::Catalog &catalog, UserModel model, bool withOtherPaths = true);
  /// Without a schema: learns that `statement` uses an owner column on a table.
  void learn(const sql::Statement &statement);
  /// The program connects as `role`, where the configuration does not say as whom.
  void connectAs(const std::string &role);
  /// Names without a schema may be looked up in these schemas, "" being one that only the run knows.
  void addSearchPath(const std::vector<std::string> &path);
  /// The same of what a statement of the program sets the search_path to.
  void learnSearchPath(const sql::Statement &statement);
  /// Other ways in which names are looked up, where they make a difference.
  const std::vector<std::shared_ptr<isolation::OtherPath>> &otherPaths() const { return Others; }
  TableOwnership of(const sql::Name &table) const;
  /// Whether any table is known to be user-owned.
  bool knowsUsers() const { return !Tables.empty(); }
  /// The same by key ("schema.name", or the bare name without a schema); null when the table is nobody's.
  const TableOwnership *find(const std::string &key) const;
  /// The same for the rows of the table itself, those of tables that inherit from it left out (FROM ONLY).
  const TableOwnership *findOnly(const std::string &key) const;
  /// The key under which a table is known: "schema.name" with a schema, else its name as written.
  std::string key(const sql::Name &table) const;
  /// The table that a name means; null where the schema has none. Of several that a name may mean which is put
  /// together at run time, one that is user-owned, if any is.
  const sql::Table *tableMeant(const sql::Name &name) const;
  /// What declared membership tables grant of the table `key`.
  std::vector<Grant> grants(const std::string &key) const;
  /// Which column of the users table an owner column has its values of; any, where that is not known.
  static UserKeys keysOf(const TableOwnership &owned, std::string_view column);
  /// What differs where what an index is over does: "lower(email)" and, as that differed before, "email".
  static std::vector<std::string> namesOver(const std::string &element);
  /// How many columns of users tables name users alone.
  size_t userKeyCount() const { return KeyNames.size(); }
  /// What names users together, each as the bits of its columns.
  const std::vector<std::vector<UserKeys>> &jointKeys() const { return JointKeys; }
  const std::vector<NamedRows> &namedRows() const { return Named; }
  /// The bits of columns with credentials.
  UserKeys credentialKeys() const { return CredentialKeys; }
  /// Whether the table `key` is one of UserModel::memberships.
  bool isMembership(const std::string &key) const;
  /// Whether rows of other tables are read with the table's: of its partitions, or of tables that inherit from it.
  bool hasParts(const std::string &key) const { return Parts.count(key) > 0; }
  bool hasHeirs(const std::string &key) const { return Heirs.count(key) > 0; }
  /// What BEFORE triggers put into the rows that "insert" or "update" writes to the table `key`, in their order.
  const std::vector<TriggerValue> &setByTriggers(const std::string &key, const std::string &event) const;
  /// The conditions of UserModel::publicWhen that were SQL.
  const std::vector<std::shared_ptr<const sql::Parsed>> &publicConditions() const { return Public; }
  /// Session expressions of UserModel::principals that were SQL.
  const std::vector<std::shared_ptr<const sql::Parsed>> &principals() const { return Principals; }
  const sql::Catalog &catalog() const { return Schema; }
  const UserModel &model() const { return Model; }
  /// What is read of the catalog's texts while statements are judged.
  isolation::Readings &readings() const { return *Read; }
  /// What hangs on which table of the catalog.
  const isolation::Relations &relations() const { return *Related; }

private:
  void readSchema();
  void readSearchPaths();
  void readSearchPathsAnew();
  void readConditions();
  bool isShared(const std::string &key) const;
  std::set<std::string> userTables() const;
  TableOwnership ofUsers(const sql::Table &table) const;
  TableOwnership ofUsersPart(const sql::Table &part, const TableOwnership &whole);
  std::string keyByName(const sql::Table &table) const;
  std::vector<std::string> ownerColumns(const sql::Table &table) const;
  const sql::ForeignKey *keyToUsers(const sql::Table &table, const std::string &column) const;
  /// Whether a foreign key leads to users, and only its columns together say to whom.
  bool namesJointly(const sql::ForeignKey &foreign) const;
  /// Whether it takes several columns to name a user of any users table.
  bool onlyJointUsers() const;
  /// How the rows of a table hang below such users by the mere names of its columns: `user_id` with those of the users'
  /// key that the table has too. Where it has not all of them, a row may be any of several users'.
  std::vector<ParentLink> linksByName(const sql::Table &table) const;
  void addChildren();
  void addPartitions();
  void addHeirs();
  void addMembers();
  void nameUserKeys(const std::set<std::string> &users);
  void addCredentials();
  UserKeys jointBit(const std::string &name);
  void nameJointKeys();
  void nameJointKeysOf(const std::string &key, TableOwnership &owned);
  void nameRowsOf(const sql::Table &users, const JointKey &joint);
  UserKeys keysByName(const std::string &column) const;
  std::vector<UserKeys> userKeysOf(const sql::Table &table, const std::vector<std::string> &columns,
                                   const std::set<std::string> &users) const;
  void readTriggers();

  const sql::Catalog &Schema;
  UserModel Model;
  std::map<std::string, TableOwnership> Tables;
  std::set<std::string> Parts, Heirs;
  std::map<std::string, std::vector<TriggerValue>> SetByTriggers; ///< by key and event
  std::set<std::string> Learned;
  /// The columns that name users: "public.users.email"; the first of each users table is "id".
  std::vector<std::string> KeyNames;
  std::vector<std::string> JointNames; ///< the same of those that do with others
  std::vector<std::vector<UserKeys>> JointKeys;
  UserKeys CredentialKeys = 0;
  std::vector<NamedRows> Named;
  std::vector<std::shared_ptr<const sql::Parsed>> Public;
  std::vector<std::shared_ptr<const sql::Parsed>> Principals;
  std::shared_ptr<isolation::Readings> Read;
  std::shared_ptr<const isolation::Relations> Related;
  std::vector<std::shared_ptr<isolation::OtherPath>> Others;
};

enum class Verdict : uint8_t {
  Closed,          ///< no row of another user gets through
  Constant,        ///< closed, but by a constant alone
  Open,            ///< another user's row may get through
  OwnershipChange, ///< writes an owner column with something that is not the principal
  Undecided,       ///< a hole in the text decides
  Guarded,         ///< open, but the program checked first: see TableReference::guard
};

/// How a table is used in the statement.
enum class Use : uint8_t { Read, Update, Delete, Insert, Merge, CopyOut, CopyIn, Truncate };

/// What the program did before it sent a statement that is open.
struct Guard {
  enum class Kind : uint8_t {
    Check, ///< a test of what a statement before it gave
    Read,  ///< the key was read by a statement that is tied to the user
  } kind = Kind::Check;
  text::Location test;      ///< of the test, or of the statement that read
  text::Location statement; ///< of the call whose rows were tested or read
  std::string value;        ///< what was compared or read, as in the source
};

/// A user that the client of the program named, where a session should say who it is.
struct ClientUser {
  std::string value;         ///< as in the source
  std::string origin;        ///< "read from the request's header"
  text::Location read;       ///< where it was read from the request
  text::Location handedOver; ///< the outermost call that handed it on; invalid where it was read beside the statement
};

/// The verdict on one reference to a user-owned table.
struct TableReference {
  Verdict verdict = Verdict::Open;
  Use use = Use::Read;
  std::string table;         ///< "orders" (schema-qualified when the statement has it so)
  std::string alias;         ///< "" when none
  sql::Offset location = -1; ///< of the table's name
  TableOwnership ownership;
  std::string reason;        ///< why it is open, closed: "no condition ties orders.user_id to one user"
  std::string predicate;     ///< SQL that would close it, with the statement's alias: "o.user_id = $1"; "" when none
  std::string policy;        ///< row-level security that would close it; "" when it does not apply
  sql::Offset constant = -1; ///< Constant: where the constant stands
  std::string principal;     ///< what closed it: "$1", "{uid}", "current_setting('app.user_id')"
  uint32_t placeholder = 0;  ///< the number of the placeholder that did, from 1; 0 where it is none
  UserKeys principalKeys = AnyUserKey; ///< of which column of the users table that is
  std::vector<std::string> ties;       ///< Closed, of explain() only: the conditions that close it, as SQL
  std::optional<Guard> guard;          ///< Guarded
  std::optional<ClientUser> client;    ///< Closed: the principal is what the client says
};

struct StatementVerdict {
  std::vector<TableReference> references; ///< user-owned tables only, in the text's order
  /// Only from explain(): what is read or written and is not in the schema, where there is one.
  std::vector<std::string> unknownTables;
  bool readsSystem = false; ///< only from explain(): what is read or written is PostgreSQL's own
  bool userOwned() const { return !references.empty(); }
};

/// Judges one statement of `parsed`. Never throws; bounded in time for any statement.
StatementVerdict judge(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source,
                       const Ownership &ownership);

/// The same, with the conditions that close each closed reference: slower.
StatementVerdict explain(const sql::Statement &statement, const sql::Parsed &parsed, const sql::Template &source,
                         const Ownership &ownership);

} // namespace pgtidy::analysis
