#include "conninfo_words.h"

#include "facts/conninfo.h"

#include <algorithm>
#include <array>

namespace pgtidy::facts {
namespace {

struct Word {
  std::string_view keyword;
  std::string_view variable;
  bool secret = false;
};

constexpr std::array Words = {
    Word{"host", "PGHOST"},
    Word{"hostaddr", "PGHOSTADDR"},
    Word{"port", "PGPORT"},
    Word{"dbname", "PGDATABASE"},
    Word{"user", "PGUSER"},
    Word{"password", "PGPASSWORD", true},
    Word{"passfile", "PGPASSFILE"},
    Word{"service", "PGSERVICE"},
    Word{"servicefile", "PGSERVICEFILE"},
    Word{"sslmode", "PGSSLMODE"},
    Word{"sslnegotiation", "PGSSLNEGOTIATION"},
    Word{"sslcompression", "PGSSLCOMPRESSION"},
    Word{"sslcert", "PGSSLCERT"},
    Word{"sslkey", "PGSSLKEY"},
    Word{"sslpassword", "", true},
    Word{"sslcertmode", "PGSSLCERTMODE"},
    Word{"sslrootcert", "PGSSLROOTCERT"},
    Word{"sslcrl", "PGSSLCRL"},
    Word{"sslcrldir", "PGSSLCRLDIR"},
    Word{"sslsni", "PGSSLSNI"},
    Word{"sslkeylogfile", ""},
    Word{"ssl_min_protocol_version", "PGSSLMINPROTOCOLVERSION"},
    Word{"ssl_max_protocol_version", "PGSSLMAXPROTOCOLVERSION"},
    Word{"channel_binding", "PGCHANNELBINDING"},
    Word{"require_auth", "PGREQUIREAUTH"},
    Word{"requirepeer", "PGREQUIREPEER"},
    Word{"gssencmode", "PGGSSENCMODE"},
    Word{"krbsrvname", "PGKRBSRVNAME"},
    Word{"gsslib", "PGGSSLIB"},
    Word{"gssdelegation", "PGGSSDELEGATION"},
    Word{"connect_timeout", "PGCONNECT_TIMEOUT"},
    Word{"client_encoding", "PGCLIENTENCODING"},
    Word{"options", "PGOPTIONS"},
    Word{"application_name", "PGAPPNAME"},
    Word{"fallback_application_name", ""},
    Word{"keepalives", ""},
    Word{"keepalives_idle", ""},
    Word{"keepalives_interval", ""},
    Word{"keepalives_count", ""},
    Word{"tcp_user_timeout", ""},
    Word{"replication", ""},
    Word{"target_session_attrs", "PGTARGETSESSIONATTRS"},
    Word{"load_balance_hosts", "PGLOADBALANCEHOSTS"},
    Word{"min_protocol_version", "PGMINPROTOCOLVERSION"},
    Word{"max_protocol_version", "PGMAXPROTOCOLVERSION"},
    Word{"scram_client_key", "", true},
    Word{"scram_server_key", "", true},
    Word{"oauth_issuer", ""},
    Word{"oauth_client_id", ""},
    Word{"oauth_client_secret", "", true},
    Word{"oauth_scope", ""},
};

const Word *find(std::string_view name, std::string_view Word::*member) {
  auto found = std::find_if(Words.begin(), Words.end(), [&](const Word &word) { return word.*member == name; });
  return name.empty() || found == Words.end() ? nullptr : &*found;
}

} // namespace

bool isSecretKeyword(std::string_view keyword) {
  const Word *word = find(keyword, &Word::keyword);
  return word && word->secret;
}

bool isConninfoKeyword(std::string_view keyword) { return find(keyword, &Word::keyword) != nullptr; }

bool beginsSetting(std::string_view text) {
  size_t end = text.find_first_not_of("abcdefghijklmnopqrstuvwxyz_");
  return end != text.npos && text[end] == '=' && isConninfoKeyword(text.substr(0, end));
}

std::string_view keywordOfVariable(std::string_view variable) {
  const Word *word = find(variable, &Word::variable);
  return word ? word->keyword : std::string_view();
}

std::string_view variableIn(std::string_view text) {
  size_t end = 0;
  while (end < text.size() && ((text[end] >= 'A' && text[end] <= 'Z') || text[end] == '_' ||
                               (end > 0 && text[end] >= '0' && text[end] <= '9')))
    ++end;
  return end < text.size() && text[end] == '=' ? text.substr(0, end) : std::string_view();
}

} // namespace pgtidy::facts
