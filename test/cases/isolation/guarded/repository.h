#pragma once
#include <memory>
#include <optional>
#include <pqxx/pqxx>
#include <string>
#include <vector>

struct Post {
  int id = 0;
  int userId = 0;
  std::string body;
};

/// Who may see a row is the affair of those who call.
class Posts {
public:
  explicit Posts(pqxx::connection &connection) : connection(connection) {}

  std::optional<Post> find(int id);
  Post get(int id);
  Post seen(int id);
  std::shared_ptr<Post> load(int id);
  std::vector<Post> of(int user);
  bool read(int id, Post &post);
  bool readAny(int id, Post &post);
  int ownerOf(int id);
  int writerOf(int id);
  std::string ownerOf(const std::string &id);
  bool isOf(int user, int id);
  bool mayEdit(int user, int id);
  void require(int user, int id);
  void warn(int user, int id);

  void removeFound(int id);
  void removeGotten(int id);
  void removeLoaded(int id);
  void removeListed(int id);
  void removeRead(int id);
  void removeOwned(int id);
  void removeOwned(const std::string &id);
  void removeAsked(int id);
  void removeRequired(int id);
  void removeDeep(int id);
  void save(const Post &post);

  void removeOther(int id);
  void removeWarned(int id);
  void removeChanged(int id);
  void removeUnread(int id);
  void removeBySome(int id);
  void removeByAddress(int id);
  void removeByItself(int id);
  void removeCut(long long id);
  void removeSeen(int id);
  void removeReassigned(int id);
  void removeAsserted(int id);
  void removeWritten(int id);

private:
  pqxx::connection &connection;
};
