// The settings' own: which texts they hold, others say.
#include "../settings_apart.h"

std::string &Settings::set(const std::string &key) { return values[key]; }
std::string &Settings::set(const std::string &key, const std::string &what) {
  help[key] = what;
  return set(key);
}
std::map<std::string, std::string> &Settings::others() {
  static std::map<std::string, std::string> all;
  return all;
}
// What is set by a name of the run may be any of them, what is added to it as well: what each is by default it is still.
void Settings::parse(const std::string &line) {
  const std::string key = line.substr(0, line.find('=')), value = line.substr(line.find('=') + 1);
  if (key.empty())
    return;
  if (key.front() == '+')
    values[key] += ", " + value;
  else
    values[key] = value;
}
std::string &Settings::title() { return banner; }
const std::string &Settings::operator[](const std::string &key) { return values[key]; }
const std::string &Settings::other(const std::string &key) { return others()[key]; }
const std::string &Settings::heading() const { return banner; }

Settings &settings() {
  static Settings all;
  return all;
}
