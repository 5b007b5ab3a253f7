#include "sarif_rules.h"

#include "paths.h"

#include "llvm/ADT/StringExtras.h"

#include <set>

namespace pgtidy::report {

static Json tagsOf(const Rule &rule) {
  Json tags = Json::array({areaOf(rule.name).str()});
  if (!rule.securitySeverity.empty())
    tags.push_back("security");
  for (const std::string &cwe : rule.cwes)
    tags.push_back("external/cwe/cwe-" + std::string(cwe.size() < 3 ? 3 - cwe.size() : 0, '0') + cwe);
  return tags;
}

static Json relationshipsOf(const Rule &rule) {
  Json relationships = Json::array();
  for (const std::string &cwe : rule.cwes)
    relationships.push_back(
        {{"target", {{"id", cwe}, {"toolComponent", {{"name", "CWE"}}}}}, {"kinds", Json::array({"superset"})}});
  return relationships;
}

/// "pg-sql-injection" as "SqlInjection".
static std::string nameOf(const Rule &rule) {
  std::string name;
  llvm::SmallVector<llvm::StringRef> words;
  llvm::StringRef(rule.name).split(words, '-');
  for (llvm::StringRef word : llvm::ArrayRef(words).drop_front())
    name += llvm::toUpper(word.front()) + word.drop_front().str();
  return name;
}

static Json ruleOf(const Rule &rule) {
  Json properties = {{"tags", tagsOf(rule)}, {"problem.severity", word(rule.severity).str()}};
  if (!rule.precision.empty())
    properties["precision"] = rule.precision;
  if (!rule.securitySeverity.empty())
    properties["security-severity"] = rule.securitySeverity;
  Json json = {{"id", rule.name},
               {"name", nameOf(rule)},
               {"shortDescription", {{"text", rule.summary}}},
               {"fullDescription", {{"text", rule.summary}}},
               {"help", {{"text", rule.page}, {"markdown", rule.page}}},
               {"defaultConfiguration", {{"level", word(rule.severity).str()}}},
               {"properties", std::move(properties)}};
  if (!rule.cwes.empty())
    json["relationships"] = relationshipsOf(rule);
  return json;
}

Json driver(const Report &report) {
  Json rules = Json::array();
  for (const Rule &rule : report.rules)
    rules.push_back(ruleOf(rule));
  Json driver = {{"name", "pgtidy"}, {"semanticVersion", report.version}};
  if (Json taxonomy = cweTaxonomy(report); !taxonomy.is_null())
    driver["supportedTaxonomies"] = Json::array({Json{{"name", "CWE"}}});
  driver["rules"] = std::move(rules);
  return driver;
}

Json cweTaxonomy(const Report &report) {
  std::set<std::string> numbers;
  for (const Rule &rule : report.rules)
    numbers.insert(rule.cwes.begin(), rule.cwes.end());
  if (numbers.empty())
    return nullptr;
  Json taxa = Json::array();
  for (const std::string &number : numbers)
    taxa.push_back({{"id", number}, {"helpUri", "https://cwe.mitre.org/data/definitions/" + number + ".html"}});
  return {{"name", "CWE"},
          {"organization", "MITRE"},
          {"shortDescription", {{"text", "The Common Weakness Enumeration"}}},
          {"informationUri", "https://cwe.mitre.org/"},
          {"isComprehensive", false},
          {"taxa", std::move(taxa)}};
}

} // namespace pgtidy::report
