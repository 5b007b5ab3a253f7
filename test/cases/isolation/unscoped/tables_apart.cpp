// Containers that are filled in one unit and asked in another.
#include "tables_apart.h"

const std::map<std::string, std::string> ofConstants = {
    {"all", "SELECT id FROM orders"}, // expect: pg-isolation-unscoped
    {"mine", "SELECT id FROM orders WHERE user_id = $1"},
    {"unused", "SELECT id, total FROM orders"},
};
std::map<std::string, std::string> ofVariables = {{"all", "SELECT status FROM orders"}}; // expect: pg-isolation-unscoped
void later() { ofVariables["later"] = "SELECT total FROM orders"; } // expect: pg-isolation-unscoped
const char *const ofArray[2] = {"SELECT body FROM memos", "SELECT 1"}; // expect: pg-isolation-unscoped
const std::array<const char *, 2> ofStandardArray{
    "SELECT note_id FROM memos",
    "SELECT user_id FROM memos", // expect: pg-isolation-unscoped
};
const std::vector<std::string> ofVector{"SELECT name FROM users", "SELECT 1"}; // expect: pg-isolation-unscoped
const std::map<std::string, std::string> &given() {
  static const std::map<std::string, std::string> texts{
      {"all", "SELECT email FROM users"}, // expect: pg-isolation-unscoped
      {"other", "SELECT email, name FROM users"},
  };
  return texts;
}
const std::map<int, std::string> OfClass::map{{1, "DELETE FROM memos"}, {2, "DELETE FROM orders"}}; // expect: pg-isolation-unscoped
const char *const OfClass::array[] = {"DELETE FROM items"}; // expect: pg-isolation-unscoped

void Registry::add(const std::string &key, const std::string &text) { texts[key] = text; }
const std::string &Registry::get(const std::string &key) const { return texts.at(key); }
