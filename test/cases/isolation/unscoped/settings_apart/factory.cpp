#include "../settings_apart.h"

void Factory::declare(const std::string &suffix, const std::string &key, const std::string &help,
                      const std::string &text) {
  const std::string whole = name + suffix + "-" + key;
  settings().set(whole, help) = text;
}
