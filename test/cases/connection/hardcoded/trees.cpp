// One value of a tree of values says nothing of the next; the one settings object of a program does.
#include <map>
#include <memory>
#include <pqxx/pqxx>
#include <string>
#include <vector>

struct Value {
  std::string text;
  std::map<std::string, Value *> members;
};

void help(Value *value) { value->members["help"]->text = "host=example.com"; } // never sent to a database
void greet(Value &value) { value.text = "user=you"; }

void connect(Value *settings) {
  pqxx::connection found(settings->members["database"]->text);
  pqxx::connection own(settings->text);
}

class Node {
  std::string name_;
  std::vector<std::unique_ptr<Node>> children_;

public:
  explicit Node(std::string name) : name_(std::move(name)) {}
  void add(const std::string &name) { children_.push_back(std::make_unique<Node>(name)); }
  const std::string &name() const { return name_; }
};

void fill(Node &root) { root.add("dbname=shop"); }
void connect(const Node &node) { pqxx::connection named(node.name()); }

void connectByOne() {
  Value value;
  value.text = "host=db.example.com"; // expect: pg-connection-hardcoded
  pqxx::connection known(value.text);
}

struct Settings {
  std::string database;
  Settings *parent = nullptr;
};

void read(Settings *settings) { settings->database = "host=db.example.com"; } // expect: pg-connection-hardcoded
void connect(Settings *settings) { pqxx::connection found(settings->database); }

// What the class itself puts into each of its objects is in the one that is read.
class Server {
  std::string connection_ = "host=db.example.com"; // expect: pg-connection-hardcoded
  std::map<std::string, std::weak_ptr<Server>> peers_;

public:
  void start() { pqxx::connection found(connection_); }
};

// A pool, a signal or a reference of the kind makes no tree.
template <typename T> struct Pool {
  T *next;
};

class Client {
  std::string connection_;
  std::shared_ptr<Pool<Client>> pool_;

public:
  explicit Client(const std::string &connection) : connection_(connection) {}
  void open() { pqxx::connection found(connection_); }
};

void open() {
  Client client("host=db.example.com"); // expect: pg-connection-hardcoded
  client.open();
}

// The constructor of another class puts text into one node: it is not in the others.
struct Entry {
  std::map<std::string, Entry *> nodes;
  std::string text;
  void read(const char *file);
};
Entry manual;

struct Store {
  pqxx::connection found;
  explicit Store(const std::string &connection) : found(connection) {}
};

struct Api {
  Store *store;
  explicit Api(const std::string &connection) : store(new Store(connection)) {
    manual.nodes["start"] = new Entry();
    manual.nodes["start"]->text = "host=help.example.com";
  }
};

void serve(const char *file) {
  Entry settings;
  settings.read(file);
  Api api(settings.nodes["database"]->text);
}
