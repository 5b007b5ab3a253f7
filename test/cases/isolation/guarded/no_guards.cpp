// What looks like a guard: the value is another one when it is used, or nobody has waited for the check.
#include <algorithm>
#include <coroutine>
#include <functional>
#include <pqxx/pqxx>
#include <ranges>
#include <string>
#include <vector>
static bool isMine(pqxx::work &txn, int me, const std::string &post) {
  return !txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me).empty();
}
static bool isMine(pqxx::work &txn, int me, int post) {
  return !txn.exec_params("SELECT 1 FROM posts WHERE id = $1 AND user_id = $2", post, me).empty();
}
void plain(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
void reversed(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  std::reverse(post.begin(), post.end());
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void transformed(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  std::transform(post.begin(), post.end(), post.begin(), [](char c) { return c + 1; });
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void replaced(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  std::replace(post.begin(), post.end(), '1', '2');
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void ranged(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  std::ranges::reverse(post);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void eachCharacter(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  for (char &c : post)
    c = '7';
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void oneCharacter(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  post[0] = '7';
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void byIterator(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  auto at = post.begin();
  *at = '7';
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void byIteratorBefore(pqxx::work &txn, int me, std::string post) {
  auto at = post.begin();
  if (!isMine(txn, me, post))
    return;
  *at = '7';
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void copied(pqxx::work &txn, int me, std::string post, const std::string &other) {
  if (!isMine(txn, me, post))
    return;
  std::copy(other.begin(), other.end(), post.begin());
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void read(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  if (std::count(post.begin(), post.end(), '1') > 3 || !std::all_of(post.begin(), post.end(), ::isdigit))
    return;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
void copiedFrom(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  std::string upper;
  std::transform(post.begin(), post.end(), std::back_inserter(upper), ::toupper);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
void forEach(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  std::for_each(post.begin(), post.end(), [](char &c) { c = '7'; });
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void pointer(pqxx::work &txn, int me, std::string post) {
  if (!isMine(txn, me, post))
    return;
  char *p = post.data();
  p[0] = '9';
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void lambdaNotCalled(pqxx::work &txn, int me, int post, std::vector<std::function<void()>> &later) {
  later.push_back([&txn, me, post] {
    if (!isMine(txn, me, post))
      throw 1;
  });
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void lambdaNotCalled2(pqxx::work &txn, int me, int post) {
  auto check = [&] {
    if (!isMine(txn, me, post))
      throw 1;
  };
  (void)check;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
void lambdaCalled(pqxx::work &txn, int me, int post) {
  auto check = [&] {
    if (!isMine(txn, me, post))
      throw 1;
  };
  check();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
void actLater(pqxx::work &txn, int me, int post, std::vector<std::function<void()>> &later) {
  if (!isMine(txn, me, post))
    return;
  later.push_back(
      [&txn, &post] { txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); }); // expect: pg-isolation-unscoped
  ++post;
}
void actLaterCopy(pqxx::work &txn, int me, int post, std::vector<std::function<void()>> &later) {
  if (!isMine(txn, me, post))
    return;
  later.push_back(
      [&txn, post] { txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); }); // expect: pg-isolation-guarded
}
template <typename T> struct Task {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_value(T);
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
template <> struct Task<void> {
  struct promise_type {
    Task get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_never final_suspend() noexcept;
    void return_void();
    void unhandled_exception();
  };
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Task<void> require(pqxx::work &txn, int me, int post) {
  if (!isMine(txn, me, post))
    throw 1;
  co_return;
}
static Task<void> requireStatic(pqxx::work &txn, int me, int post) {
  if (!isMine(txn, me, post))
    throw 1;
  co_return;
}
Task<void> awaited(pqxx::work &txn, int me, int post) {
  co_await require(txn, me, post);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
Task<void> notAwaited(pqxx::work &txn, int me, int post) {
  require(txn, me, post);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
  co_return;
}
Task<void> awaitedStatic(pqxx::work &txn, int me, int post) {
  co_await requireStatic(txn, me, post);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
Task<void> notAwaitedStatic(pqxx::work &txn, int me, int post) {
  requireStatic(txn, me, post);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
  co_return;
}
Task<void> kept(pqxx::work &txn, int me, int post) {
  auto task = require(txn, me, post);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
  co_await task;
}
Task<void> others();
Task<void> change(int &post);
int current;
Task<void> changedWhile(pqxx::work &txn, int me, int post) {
  if (!isMine(txn, me, post))
    co_return;
  co_await change(post);
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
Task<void> global(pqxx::work &txn, int me) {
  if (!isMine(txn, me, current))
    co_return;
  co_await others();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", current); // expect: pg-isolation-unscoped
}
Task<void> paused(pqxx::work &txn, int me, int post) {
  if (!isMine(txn, me, post))
    co_return;
  co_await others();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-guarded
}
Task<void> referred(pqxx::work &txn, int me, int &post) {
  if (!isMine(txn, me, post))
    co_return;
  co_await others();
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
Task<void> referredAwaiting(pqxx::work &txn, int me, int &post, Task<void> other) {
  if (!isMine(txn, me, post))
    co_return;
  co_await other;
  txn.exec_params("DELETE FROM tags WHERE post_id = $1", post); // expect: pg-isolation-unscoped
}
