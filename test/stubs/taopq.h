// What tests need of taoPQ.
#pragma once
#pragma GCC system_header

#include <memory>
#include <string>

namespace tao::pq {
namespace internal {
struct zsv {
  zsv(const char *text);
  zsv(const std::string &text);
};
} // namespace internal
class result {};
class transaction_base {
public:
  template <typename... As> result execute(const internal::zsv statement, As &&...as);
};
class transaction : public transaction_base {};
class connection {
public:
  static std::shared_ptr<connection> create(const std::string &info);
  template <typename... As> result execute(const internal::zsv statement, As &&...as);
  void prepare(const std::string &name, const std::string &statement);
  std::shared_ptr<transaction> transaction();
  std::string escape_literal(const std::string &) const;
};
class table_writer {
public:
  table_writer(const std::shared_ptr<transaction_base> &transaction, const internal::zsv statement);
};
} // namespace tao::pq
