// Statements that are settings with defaults, and drivers for several databases behind one class.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

class Settings {
  std::map<std::string, std::string> values, help;
  std::string banner;

public:
  std::string &set(const std::string &key);
  std::string &set(const std::string &key, const std::string &what);
  std::map<std::string, std::string> &others();
  std::string &title();
  void parse(const std::string &line);
  const std::string &operator[](const std::string &key);
  const std::string &other(const std::string &key);
  const std::string &heading() const;
};
Settings &settings();

/// Declares the settings of one kind of store.
class Factory {
  std::string name;

public:
  explicit Factory(const std::string &name) : name(name) {}
  virtual ~Factory() = default;
  virtual void declareArguments(const std::string &suffix) = 0;

protected:
  void declare(const std::string &suffix, const std::string &key, const std::string &help, const std::string &text);
};

class Statement {
public:
  virtual ~Statement() = default;
  virtual Statement *execute() = 0;
};

class Driver {
public:
  virtual ~Driver() = default;
  virtual std::unique_ptr<Statement> prepare(const std::string &text, int parameters) = 0;
};

/// Asks for its statements by name, and prepares them.
class Store {
public:
  Store(const std::string &mode, const std::string &suffix);
  virtual ~Store() = default;
  void prepareAll();
  void run();

protected:
  void setDriver(std::unique_ptr<Driver> &&made) { driver = std::move(made); }
  const std::string &argument(const std::string &key);

private:
  std::string prefix;
  std::unique_ptr<Driver> driver;
  std::string ownText, anyText, putText;
  std::unique_ptr<Statement> own, any, put;
};
