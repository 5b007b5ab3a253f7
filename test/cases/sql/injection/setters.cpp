// What objects are filled with: by whoever calls the methods, and by anybody where none is seen to.
#include <pqxx/pqxx>
#include <string>
#include <utility>

class Task {
public:
  explicit Task(std::string text) : Text(std::move(text)) {}
  const std::string &text() const { return Text; }
  void setText(const std::string &text) { Text = text; } // expect: pg-sql-injection

private:
  std::string Text;
};

class Label {
public:
  const std::string &text() const { return Text; }
  void setText(const std::string &text) { Text = text; } // expect: pg-sql-injection

private:
  std::string Text = "none";
};

class Title {
public:
  explicit Title(std::string text) : Text(std::move(text)) {}
  const std::string &text() const { return Text; }
  void setText(const std::string &text) { Text = text; }

private:
  std::string Text;
};

void store(pqxx::work &txn, const Task &task, const Label &label, const Title &title) {
  txn.exec("INSERT INTO tasks (text) VALUES ('" + task.text() + "')");
  txn.exec("INSERT INTO labels (text) VALUES ('" + label.text() + "')");
  txn.exec("INSERT INTO titles (text) VALUES ('" + title.text() + "')");
}

void handle(pqxx::work &txn, const char *request) {
  Task task(request); // expect: pg-sql-injection
  Title title("new");
  title.setText(request); // expect: pg-sql-injection
  store(txn, task, Label(), title);
}
