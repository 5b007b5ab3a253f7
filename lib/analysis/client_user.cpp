#include "client_user.h"

#include "bound_values.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

#include <optional>

namespace pgtidy::analysis {
namespace {

/// The step of a value's way that says it came from a client; "" when none does. So the rules' sources begin.
std::string clientOrigin(const facts::Hole &hole) {
  for (const std::string &step : hole.origin)
    if (llvm::StringRef(step).starts_with("read from the request") || step == "read from the command line")
      return step;
  return "";
}

std::optional<ClientUser> fromClient(const facts::Text &text);

/// Of several values: what the client says where all that is not written in the program comes from it.
std::optional<ClientUser> allFromClient(const std::vector<facts::Text> &branches) {
  std::optional<ClientUser> first;
  for (const facts::Text &branch : branches) {
    if (!branch || facts::asLiteral(branch) || facts::isNothing(branch))
      continue;
    std::optional<ClientUser> client = fromClient(branch);
    if (!client)
      return std::nullopt;
    if (!first)
      first = std::move(client);
  }
  return first;
}

std::optional<ClientUser> fromClient(const facts::Text &text) {
  if (const auto *choice = text ? std::get_if<facts::Choice>(&text->value) : nullptr)
    return allFromClient(choice->branches);
  if (const auto *narrowed = text ? std::get_if<facts::Narrowed>(&text->value) : nullptr)
    return fromClient(narrowed->text);
  const auto *hole = text ? std::get_if<facts::Hole>(&text->value) : nullptr;
  std::string origin = hole ? clientOrigin(*hole) : "";
  if (origin.empty())
    return std::nullopt;
  return ClientUser{hole->expression, origin, facts::madeAt(*hole), {}};
}

/// What is bound to the placeholder, by its number from 1 on.
facts::Text boundTo(const Query &query, const Alternative &alternative, size_t number) {
  const std::vector<facts::Text> &values = query.call->values;
  if (query.call->situations.empty() || query.call->situations.front().operands.empty()) // known is only their order
    return number >= 1 && number <= values.size() ? values[number - 1] : nullptr;
  std::optional<size_t> bound =
      valueFor(query.call->situations.front().operands, number, alternative.parsed.parameterNames);
  return bound && *bound < values.size() ? values[*bound] : nullptr;
}

/// What was put into the text as `principal`: "{user}".
const facts::Hole *insertedAs(const Alternative &alternative, llvm::StringRef principal) {
  if (!principal.consume_front("{") || !principal.consume_back("}"))
    return nullptr;
  const facts::Hole *found = nullptr;
  for (const facts::Hole &hole : alternative.holes)
    if (principal == hole.expression) {
      if (found && facts::madeAt(*found) != facts::madeAt(hole))
        return nullptr; // which of them it is is not known
      found = &hole;
    }
  return found;
}

std::optional<ClientUser> clientUser(const Query &query, const Alternative &alternative,
                                     const TableReference &reference, Linker &linker) {
  if (const facts::Hole *hole = insertedAs(alternative, reference.principal))
    return fromClient(facts::hole(*hole));
  facts::Text bound = boundTo(query, alternative, reference.placeholder);
  if (!bound)
    return std::nullopt;
  for (const Chain &chain : linker.follow({bound}, query.call->enclosing).chains)
    if (std::optional<ClientUser> client = fromClient(chain.texts.front())) {
      if (!chain.way.empty())
        client->handedOver = chain.way.front().location;
      return client;
    }
  return std::nullopt;
}

} // namespace

/// Whether the principal is the id, or another name, of the user: a credential is meant to come from the client, and
/// what names users together is what they log in by.
static bool namesUserAlone(const TableReference &reference) { return (reference.principalKeys & AnyUserKey) != 0; }

/// Whether the statement changes or deletes the account of the user with an id: profiles are read by anybody's, and
/// e-mail and login are what users give before they are known.
static bool changesAccount(const TableReference &reference) {
  const std::vector<UserKeys> &keys = reference.ownership.keys;
  return (reference.use == Use::Update || reference.use == Use::Delete) && !keys.empty() && keys.front() != 0 &&
         reference.principalKeys == keys.front();
}

void findClientUsers(std::vector<Query> &queries, Linker &linker) {
  for (Query &query : queries)
    for (Alternative &alternative : query.alternatives)
      for (StatementVerdict &verdict : alternative.verdicts)
        for (TableReference &reference : verdict.references)
          if (reference.verdict == Verdict::Closed && namesUserAlone(reference) &&
              (reference.ownership.kind != OwnerKind::Users || changesAccount(reference)))
            reference.client = clientUser(query, alternative, reference, linker);
}

} // namespace pgtidy::analysis
