// Qt's files, cut down to what is called.
#pragma once

struct QByteArray {
  QByteArray();
  QByteArray(const char *);
  const char *constData() const;
};
struct QString {
  QString();
  QString(const char *);
  QString arg(const QString &) const;
  QString trimmed() const;
  QByteArray toUtf8() const;
  static QString fromUtf8(const QByteArray &);
  static QString fromUtf8(const char *, int size);
};
struct QIODevice {
  bool open(int);
  void close();
  QByteArray readAll();
};
struct QFile : QIODevice {
  explicit QFile(const QString &);
  QString fileName() const;
  bool exists() const;
};
struct QResource {
  explicit QResource(const QString &);
  const unsigned char *data() const;
};
struct QFileInfo {
  QFileInfo();
  explicit QFileInfo(const QString &);
  QString filePath() const;
  bool exists() const;
};
struct QTextStream {
  explicit QTextStream(QIODevice *);
  QString readAll();
};
class QJsonObject;

class QJsonValue {
public:
  QJsonObject toObject() const;
  QString toString() const;
  QString toString(const QString &fallback) const;
};

class QJsonValueRef {
public:
  QJsonObject toObject() const;
  QString toString() const;
};

class QJsonObject {
public:
  QJsonValue value(const QString &name) const;
  QJsonValueRef operator[](const QString &name);
};

class QJsonDocument {
public:
  static QJsonDocument fromJson(const QByteArray &text);
  QJsonObject object() const;
};

class QObject {
public:
  template <typename T> T findChild(const QString &name = QString()) const;
};

class QWidget : public QObject {};

class QLineEdit : public QWidget {
public:
  QString text() const;
};

class QUiLoader : public QObject {
public:
  QWidget *load(QIODevice *device, QWidget *parent = nullptr);
};
