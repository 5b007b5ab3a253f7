// Which column of the users table an owner column has its values of.
#include "analysis/isolation.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"

#include <algorithm>
#include <initializer_list>

namespace pgtidy::analysis {
namespace {

/// The column that a name in TableOwnership::ownerColumns is over: that of "lower(email)" is email, as what differs
/// after the function differed before.
std::string columnIn(const std::string &name) {
  const size_t open = name.find('(');
  return open == std::string::npos ? name : name.substr(open + 1, name.size() - open - 2);
}

/// The words of a name: "reset_token_hash" has three.
llvm::SmallVector<llvm::StringRef, 8> wordsOf(llvm::StringRef name) {
  llvm::SmallVector<llvm::StringRef, 8> words;
  name.split(words, '_', -1, false);
  return words;
}

/// Whether the rows of the table are sessions: what names one, the client shows.
bool isOfSessions(llvm::StringRef table) {
  const llvm::SmallVector<llvm::StringRef, 8> words = wordsOf(table);
  return !words.empty() && (words.back() == "session" || words.back() == "sessions");
}

/// Whether the rows of the table are what clients show: tokens, keys of an API, codes that verify an e-mail address.
bool isOfCredentials(llvm::StringRef table) {
  const llvm::SmallVector<llvm::StringRef, 8> words = wordsOf(table);
  auto has = [&](std::initializer_list<llvm::StringRef> any) {
    return llvm::any_of(words, [&](llvm::StringRef word) { return llvm::is_contained(any, word); });
  };
  return has({"token", "tokens", "apikey", "apikeys", "verification", "verifications", "reset", "resets"}) ||
         (has({"api", "access"}) && has({"key", "keys"}));
}

/// Whether the rows are accounts at other providers, by which a user signs in.
bool isOfProviders(llvm::StringRef table) {
  const llvm::SmallVector<llvm::StringRef, 8> words = wordsOf(table);
  return llvm::any_of(words, [](llvm::StringRef word) {
    return llvm::is_contained({"oauth", "oauth2", "oidc", "sso", "identity", "identities", "logins"}, word) ||
           word.starts_with("provider");
  });
}

/// Whether a column's name says that who knows its value is the user: of a session, a reset of a password, an API. Not
/// what is given to others: where to send messages, what is shared, who is invited (nor the game of a secret Santa).
bool isCredential(const sql::Table &table, const sql::Column &column) {
  static constexpr llvm::StringLiteral Others[] = {
      "device", "devices", "push", "fcm",     "apn",   "apns",  "share",      "shares",      "shared",
      "public", "invite",  "link", "invites", "links", "santa", "invitation", "invitations", "unsubscribe"};
  const llvm::SmallVector<llvm::StringRef, 8> words = wordsOf(column.name);
  auto isOfOthers = [](llvm::StringRef word) { return llvm::is_contained(Others, word); };
  const bool isKey = llvm::any_of(
      words, [](llvm::StringRef word) { return word.ends_with("token") || word == "secret" || word == "apikey"; });
  const bool isSession = llvm::is_contained({"session", "sid", "session_id", "session_key"}, column.name) ||
                         (column.name == "id" && isOfSessions(table.name));
  const bool isOfApi = llvm::is_contained(words, "api") && llvm::is_contained(words, "key");
  const bool isShown = isOfCredentials(table.name) &&
                       (llvm::is_contained({"key", "hash", "digest", "jti", "code", "hashed_key"}, column.name) ||
                        words.back() == "hash");
  const bool isSubject = isOfProviders(table.name) &&
                         llvm::is_contained({"subject", "sub", "provider_user_id", "provider_account_id",
                                             "provider_uid", "provider_id", "external_id", "account_id", "uid"},
                                            column.name);
  return (isKey || isOfApi || isSession || isShown || isSubject) && llvm::none_of(words, isOfOthers) &&
         llvm::none_of(wordsOf(table.name), isOfOthers) && column.type.find("int") == std::string::npos;
}

} // namespace

std::vector<std::string> Ownership::namesOver(const std::string &element) {
  const std::string column = columnIn(element);
  return column == element ? std::vector{element} : std::vector{element, column};
}

UserKeys Ownership::keysOf(const TableOwnership &owned, std::string_view column) {
  for (size_t i = 0; i < owned.ownerColumns.size() && i < owned.keys.size(); ++i)
    if (owned.ownerColumns[i] == column)
      return owned.keys[i];
  return AnyUserKey;
}

/// Numbers the columns that name users. The first of each users table is taken to be the same: they are the user's id.
/// Those that would have no number name nobody.
void Ownership::nameUserKeys(const std::set<std::string> &users) {
  KeyNames = {"id"};
  for (const std::string &key : users) {
    TableOwnership &table = Tables.at(key);
    for (size_t i = table.keys.size(); i < table.ownerColumns.size(); ++i) {
      const std::string name = key + "." + columnIn(table.ownerColumns[i]);
      auto known = std::find(KeyNames.begin(), KeyNames.end(), name);
      size_t number = i == 0 || name == key + "." + table.ownerColumns[0] ? 0 : size_t(known - KeyNames.begin());
      if (number == MostUserKeys) {
        table.ownerColumns.resize(i);
        break;
      }
      if (number == KeyNames.size())
        KeyNames.push_back(name);
      table.keys.push_back(1u << number);
    }
  }
}

/// The bit of a column that names users with others, "public.users.email"; 0 where there are too many.
UserKeys Ownership::jointBit(const std::string &name) {
  const size_t number = static_cast<size_t>(std::find(JointNames.begin(), JointNames.end(), name) - JointNames.begin());
  if (number == MostJointColumns)
    return 0;
  if (number == JointNames.size())
    JointNames.push_back(name);
  return 1u << (MostUserKeys + number);
}

/// Numbers the columns that name users together, behind those that do alone. What would have no number names nobody.
void Ownership::nameJointKeys() {
  for (bool areUsers : {true, false}) // before credentials, of which there may be many
    for (auto &[key, owned] : Tables)
      if ((owned.kind == OwnerKind::Users) == areUsers)
        nameJointKeysOf(key, owned);
}

void Ownership::nameJointKeysOf(const std::string &key, TableOwnership &owned) {
  std::vector<JointKey> kept;
  for (JointKey &joint : owned.joint) {
    for (const std::string &column : joint.columns)
      if (const UserKeys bit = jointBit(key + "." + columnIn(column)))
        joint.keys.push_back(bit);
    auto known = Schema.tables().find(key);
    for (size_t i = 0; owned.kind != OwnerKind::Users && known != Schema.tables().end() && i < joint.keys.size(); ++i)
      if (const sql::Column *column = known->second.column(joint.columns[i]);
          column && isCredential(known->second, *column))
        CredentialKeys |= joint.keys[i];
    if (joint.keys.size() != joint.columns.size())
      continue;
    joint.number = JointKeys.size();
    JointKeys.push_back(joint.keys);
    if (auto table = Schema.tables().find(key); owned.kind == OwnerKind::Users && table != Schema.tables().end())
      nameRowsOf(table->second, joint);
    kept.push_back(std::move(joint));
  }
  owned.joint = std::move(kept);
}

void Ownership::nameRowsOf(const sql::Table &users, const JointKey &joint) {
  for (const sql::ForeignKey &foreign : users.foreignKeys) {
    const std::string parent = foreign.schema + "." + foreign.table;
    auto table = Schema.tables().find(parent);
    const bool isOfKey = foreign.columns.size() == 1 && foreign.referenced.size() == 1 && joint.columns.size() > 1 &&
                         llvm::is_contained(joint.columns, foreign.columns[0]);
    if (!isOfKey || table == Schema.tables().end() || Tables.count(parent) || hasHeirs(parent))
      continue;
    for (const sql::Key &unique : table->second.keys)
      if (unique.columns.size() == 1 && !unique.deferrable && unique.columns != foreign.referenced &&
          llvm::none_of(Named, [&](const NamedRows &known) {
            return known.table == parent && known.column == unique.columns[0];
          }))
        Named.push_back(
            {parent, foreign.referenced[0], unique.columns[0],
             (foreign.schema == "public" ? "" : foreign.schema + ".") + foreign.table + "." + unique.columns[0]});
  }
}

/// What belongs to one user and has a unique credential is that user's who shows it.
void Ownership::addCredentials() {
  for (auto &[key, owned] : Tables) {
    auto table = Schema.tables().find(key);
    const bool isOneUsers = owned.kind == OwnerKind::Column && owned.ownerColumns.size() == 1 && owned.parents.empty();
    if (!isOneUsers || !owned.heir.empty() || table == Schema.tables().end() || hasHeirs(key))
      continue;
    auto isShown = [&, &schema = table->second](const std::vector<std::string> &columns) {
      auto is = [&](const std::string &name) {
        const sql::Column *column = schema.column(name);
        return column && isCredential(schema, *column);
      };
      return llvm::any_of(columns, is) && !llvm::is_contained(columns, owned.ownerColumns[0]) &&
             !llvm::is_contained(columns, "");
    };
    for (const sql::Key &unique : table->second.keys)
      if (isShown(unique.columns))
        owned.joint.push_back({unique.columns});
    for (const sql::Index &index : table->second.indexes)
      if (index.unique && index.partial && index.predicate && isShown(index.columns))
        owned.joint.push_back({index.columns, index.predicate});
  }
}

/// Of a column without a foreign key only its name tells: `user_id` has ids, `owner_email` e-mails.
UserKeys Ownership::keysByName(const std::string &column) const {
  if (column.ends_with("id"))
    return 1;
  for (size_t i = 1; i < KeyNames.size(); ++i)
    if (column.find(KeyNames[i].substr(KeyNames[i].rfind('.') + 1)) != std::string::npos)
      return 1u << i;
  return AnyUserKey;
}

std::vector<UserKeys> Ownership::userKeysOf(const sql::Table &table, const std::vector<std::string> &columns,
                                            const std::set<std::string> &users) const {
  std::vector<UserKeys> result;
  for (const std::string &column : columns) {
    UserKeys keys = 0;
    for (const sql::ForeignKey &foreign : table.foreignKeys) {
      const std::string parent = foreign.schema + "." + foreign.table;
      auto found = std::find(foreign.columns.begin(), foreign.columns.end(), column);
      const size_t index = static_cast<size_t>(found - foreign.columns.begin());
      if (users.count(parent) && index < foreign.referenced.size() && found != foreign.columns.end() && !keys)
        keys = keysOf(Tables.at(parent), foreign.referenced[index]);
    }
    result.push_back(keys ? keys : keysByName(column));
  }
  return result;
}

} // namespace pgtidy::analysis
