// Objects that lead back to themselves: a parser that puts what it has read into what it reads next.
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <utility>

struct Form {
  std::string text;
  virtual ~Form();
};
using Ptr = std::shared_ptr<Form>;
using Read = std::pair<Ptr, std::string>;

struct Not : Form {
  explicit Not(const Ptr &given) : of(given) {}
  Ptr of;
};

struct Both : Form {
  Both(const Ptr &a, const Ptr &b) : left(a), right(b) {}
  Ptr left, right;
};

static Read whole(const std::string &text);

static Read one(const std::string &text) {
  if (text.empty())
    return Read(nullptr, text);
  if (text[0] == 'n')
    return Read(new Form, text.substr(1));
  auto read = whole(text.substr(1));
  if (read.first && read.second.empty())
    read.first = nullptr;
  return read;
}

static Read negated(const std::string &text) {
  if (text.empty())
    return Read(nullptr, text);
  if (text[0] != '!')
    return one(text);
  auto read = negated(text.substr(1));
  if (read.first)
    read.first = Ptr(new Not(read.first));
  return read;
}

static Read next(const Read &before) {
  auto read = negated(before.second);
  if (!read.first)
    return read;
  read.first = Ptr(new Both(before.first, read.first));
  return read;
}

static Read whole(const std::string &text) {
  auto &&all = negated(text);
  if (!all.first)
    return all;
  while (!all.second.empty()) {
    auto read = next(all);
    if (!read.first)
      return all;
    read.second = read.second.substr(1);
    all = read;
  }
  return all;
}

void run(pqxx::work &txn, const std::string &text) {
  auto read = whole(text);
  txn.exec(read.first->text); // expect: pg-isolation-unverifiable
}
