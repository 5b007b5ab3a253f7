// What tests need of Qt, declared as Qt 5 and 6 have it.
#pragma GCC system_header
#pragma once

class QString {
public:
  QString();
  QString(const char *text);
  QString(const QString &);
  QString &operator=(const QString &);
  QString &operator+=(const QString &);
  QString arg(const QString &a) const;
  QString arg(int a) const;
  QString toLower() const;
  QString trimmed() const;
};
QString operator+(const QString &, const QString &);
bool operator==(const QString &, const char *);
bool operator!=(const QString &, const char *);

template <class T> class QList {
public:
  using const_iterator = const T *;
  const_iterator begin() const;
  const_iterator end() const;
  QList &operator<<(const T &);
};
using QStringList = QList<QString>;

template <class K, class T> class QMap {
public:
  using key_type = K;
  using mapped_type = T;
  class iterator {
  public:
    const K &key() const;
    T &value() const;
    T &operator*() const;
    iterator &operator++();
    bool operator!=(const iterator &) const;
  };
  iterator begin();
  iterator end();
  QList<K> keys() const;
  QList<T> values() const;
  T &operator[](const K &);
};

namespace QtPrivate {
template <class T> struct QForeachContainer {
  T c;
  typename T::const_iterator i, e;
};
template <class T> QForeachContainer<T> qMakeForeachContainer(const T &);
} // namespace QtPrivate
#define foreach(variable, container)                                                                                   \
  for (auto _container_ = QtPrivate::qMakeForeachContainer(container); _container_.i != _container_.e;                 \
       ++_container_.i)                                                                                                \
    if (variable = *_container_.i; false) {                                                                            \
    } else

class QVariant {
public:
  QVariant();
  QVariant(const QString &);
  QVariant(const char *);
  QVariant(int);
  QString toString() const;
  int toInt(bool *ok = nullptr) const;
};

class QByteArray {
public:
  QByteArray(const char *text = nullptr);
};
bool qputenv(const char *name, const QByteArray &value);
QString qEnvironmentVariable(const char *name);
QString qEnvironmentVariable(const char *name, const QString &fallback);

class QProcessEnvironment {
public:
  static QProcessEnvironment systemEnvironment();
  QString value(const QString &name, const QString &fallback = QString()) const;
};

class QSettings {
public:
  enum Format { NativeFormat, IniFormat };
  QSettings(const QString &file, Format format);
  void beginGroup(const QString &name);
  void endGroup();
  QVariant value(const QString &key, const QVariant &fallback = QVariant()) const;
};

class QSqlQuery;
class QSqlDriver;

class QSqlDatabase {
public:
  QSqlDatabase();
  QSqlDatabase(const QSqlDatabase &);
  ~QSqlDatabase();
  QSqlDatabase &operator=(const QSqlDatabase &);
  static QSqlDatabase addDatabase(const QString &type, const QString &name = QString());
  static QSqlDatabase addDatabase(QSqlDriver *driver, const QString &name = QString());
  static QSqlDatabase database(const QString &name = QString(), bool open = true);
  bool open();
  bool open(const QString &user, const QString &password);
  QSqlQuery exec(const QString &query = QString()) const;
  void setDatabaseName(const QString &);
  void setUserName(const QString &);
  void setPassword(const QString &);
  void setHostName(const QString &);
  void setPort(int);
  bool transaction();
  QSqlDriver *driver() const;
};

class QSqlField {};
class QSqlDriver {
public:
  enum IdentifierType { FieldName, TableName };
  virtual QString formatValue(const QSqlField &field, bool trim = false) const;
  virtual QString escapeIdentifier(const QString &name, IdentifierType type) const;
};

class QSqlResult;
class QSqlQuery {
public:
  explicit QSqlQuery(QSqlResult *);
  explicit QSqlQuery(const QString &query = QString(), const QSqlDatabase &db = QSqlDatabase());
  explicit QSqlQuery(const QSqlDatabase &db);
  QSqlQuery(const QSqlQuery &);
  ~QSqlQuery();
  bool exec(const QString &query);
  QString lastQuery() const;
  bool exec();
  bool execBatch();
  bool prepare(const QString &query);
  void addBindValue(const QVariant &);
  void bindValue(const QString &name, const QVariant &);
  bool next();
  bool first();
  int size() const;
  QVariant value(int) const;
};

class QSqlQueryModel {
public:
  virtual ~QSqlQueryModel();
  void setQuery(const QSqlQuery &query);
  QSqlQuery query() const;
  void setQuery(const QString &query, const QSqlDatabase &db = QSqlDatabase());
};

class QSqlTableModel : public QSqlQueryModel {
public:
  QSqlTableModel(void *parent = nullptr, const QSqlDatabase &db = QSqlDatabase());
  virtual void setTable(const QString &name);
  virtual void setFilter(const QString &filter);
  virtual void setSort(int column, int order);
  virtual bool select();
  bool submitAll();
};

class QSqlRelationalTableModel : public QSqlTableModel {
public:
  QSqlRelationalTableModel(void *parent = nullptr, const QSqlDatabase &db = QSqlDatabase());
  void setTable(const QString &name) override;
  bool select() override;
};
