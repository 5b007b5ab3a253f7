// Lists that another unit makes and returns.
#pragma once

#include <string>
#include <vector>

std::vector<std::string> keysOf(int id, const std::string &name);
std::vector<std::string> eitherKeys(int id, bool isShort);
std::vector<std::string> wordsOf(const std::string &line);
std::vector<std::string> someKeys(int id, bool isNew);
