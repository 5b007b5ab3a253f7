#include "outline.h"

#include "lexer.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"

#include <set>

namespace pgtidy::engine {

namespace {

/// Words that stand where names do and declare nothing.
bool isKeyword(llvm::StringRef word) {
  static const llvm::StringSet<> words{
      "if",        "for",       "while",     "switch",        "catch",    "return",   "sizeof",  "decltype",
      "alignof",   "alignas",   "noexcept",  "static_assert", "throw",    "else",     "do",      "try",
      "class",     "struct",    "union",     "enum",          "typename", "template", "using",   "typedef",
      "const",     "constexpr", "consteval", "constinit",     "static",   "inline",   "virtual", "explicit",
      "friend",    "public",    "private",   "protected",     "operator", "override", "final",   "extern",
      "namespace", "auto",      "void",      "int",           "char",     "bool",     "long",    "short",
      "unsigned",  "signed",    "float",     "double",        "volatile", "mutable",  "default", "delete",
      "requires",  "concept",   "this",      "new",           "nullptr",  "true",     "false",   "__attribute__",
      "defined",   "case",      "goto",      "and",           "or",       "not"};
  return words.contains(word);
}

/// Key words that can end a type.
bool isTypeWord(llvm::StringRef word) {
  static const llvm::StringSet<> words{"const", "auto",   "void",     "int",   "char",   "bool",    "long",
                                       "short", "signed", "unsigned", "float", "double", "volatile"};
  return words.contains(word);
}

/// A declaration while it is read.
struct Statement {
  std::vector<std::string> declared;
  std::string className;
  unsigned parentheses = 0, angles = 0, names = 0;
  bool isWanted = false, isClass = false, isEnum = false, isNamespace = false, isOperator = false;
  bool inBases = false, hasParentheses = false, hasValue = false;
};

/// One level of braces, with the declaration that it is a part of.
struct Block {
  enum Kind { Namespace, Class, Body } kind = Namespace;
  Statement head;
};

class Reader {
public:
  explicit Reader(llvm::function_ref<bool(llvm::StringRef)> isWanted) : IsWanted(isWanted) {}

  void token(const SourceToken &token) {
    if (token.inDirective)
      return directive(token);
    endMacro();
    if (BodyEnded)
      afterBody(token);
    if (token.isName)
      name(token.text);
    else
      punctuation(token.text.front());
  }

  Outline finish() {
    endMacro();
    endStatement();
    return {IsClear && Open.empty(), {Found.begin(), Found.end()}};
  }

private:
  llvm::function_ref<bool(llvm::StringRef)> IsWanted;
  std::vector<Block> Open;
  std::set<Name> Found;
  bool IsClear = true;
  Statement Now;
  std::string Previous;   ///< token of the statement; "" at its begin
  bool IsUse = false;     ///< the previous token is a wanted word, and not yet known to be but declared here
  bool AfterType = false; ///< the token before the previous one can end a type
  bool AfterStar = false; ///< the name is that of a pointer: (*name)
  bool BodyEnded = false; ///< of a function, perhaps: what comes next tells
  unsigned Directive = 0; ///< tokens of a #define so far
  std::string Macro;
  bool MacroIsWanted = false;

  void directive(const SourceToken &token) {
    if (token.startsDirective) {
      endMacro();
      Directive = 1;
    } else if (Directive == 1) {
      Directive = token.text == "define" ? 2 : 0;
    } else if (Directive == 2) {
      Macro = token.text.str();
      Directive = 3;
    } else if (Directive == 3 && token.isName) {
      MacroIsWanted |= IsWanted(token.text);
    }
  }

  void endMacro() {
    if (Directive == 3 && MacroIsWanted)
      Found.insert({Macro, {}});
    Directive = 0;
    MacroIsWanted = false;
  }

  bool inBody() const { return !Open.empty() && Open.back().kind == Block::Body; }
  static bool isWord(llvm::StringRef text) { return !text.empty() && (llvm::isAlpha(text[0]) || text[0] == '_'); }

  void name(llvm::StringRef text) {
    ++Now.names;
    bool outside = Now.parentheses == 0 && Now.angles == 0;
    if (outside && (text == "class" || text == "struct" || text == "union"))
      Now.isClass |= Previous != "enum";
    else if (outside && text == "enum")
      Now.isEnum = true;
    else if (outside && text == "namespace")
      Now.isNamespace = true;
    else if (text == "operator")
      Now.isOperator = true;
    else if (Now.isClass && outside && !Now.inBases && !Now.hasParentheses && !isKeyword(text))
      Now.className = text.str();
    Now.isWanted |= std::exchange(IsUse, IsWanted(text));
    AfterType = (isWord(Previous) && (!isKeyword(Previous) || isTypeWord(Previous))) ||
                llvm::StringRef("*&>").contains(Previous);
    Previous = text.str();
  }

  void punctuation(char c) {
    bool isDeclared = noteDeclared(c);
    Now.isWanted |= std::exchange(IsUse, false) && !isDeclared;
    AfterStar = c == '*' || c == '&' || (AfterStar && c == ':');
    bool atAccess = Previous == "public" || Previous == "private" || Previous == "protected";
    if (c == '{')
      return open();
    if (c == '}')
      return close();
    if (c == ';' && (Now.parentheses == 0 || !inBody()))
      return endStatement();
    if (c == ':' && atAccess && !Now.inBases)
      return endStatement();
    if (c == ':' && Now.isClass && Now.parentheses == 0 && Previous != ":")
      Now.inBases = true;
    if (c == ':' && Now.isClass && Previous == ":") // a qualified name
      Now.inBases = false;
    if (c == '(') {
      ++Now.parentheses;
      Now.hasParentheses = true;
    } else if (c == ')') {
      Now.parentheses -= Now.parentheses > 0;
    } else if (c == '<' && isWord(Previous) && Previous != "operator") {
      ++Now.angles;
    } else if (c == '>' && Previous != "-") {
      Now.angles -= Now.angles > 0;
    }
    Now.hasValue |= c == '=';
    Previous = std::string(1, c);
  }

  /// A name before this character may be what the statement declares. Returns whether it is nothing else: the like of
  /// what is wanted has its name, and that alone leads nowhere.
  bool noteDeclared(char c) {
    if (!isWord(Previous) || isKeyword(Previous))
      return false;
    bool plain =
        Now.parentheses == 0 && (c == '(' || c == ';' || c == '=' || c == '[' ||
                                 (c == ',' && Now.angles == 0 && !Now.inBases) || (c == '{' && !Now.hasParentheses));
    if (plain || (AfterStar && Now.parentheses > 0 && (c == ')' || c == '[')))
      Now.declared.push_back(Previous);
    bool isForward = c == ';' && Now.isClass && Now.names == 2 && Now.className == Previous;
    return !inBody() && (isForward || (plain && AfterType && !Now.hasValue));
  }

  Block::Kind kindOfBlock() {
    if (inBody())
      return Now.isClass && !Now.hasParentheses ? Block::Class : Block::Body;
    if (Now.isNamespace || Previous == "extern")
      return Block::Namespace;
    if (Now.isClass && Now.parentheses == 0) {
      IsClear &= !Now.hasParentheses; // a function that returns `struct x`, or a class with attributes
      return Block::Class;
    }
    IsClear &= Now.hasParentheses || Now.hasValue || Now.isEnum || Now.names > 1; // else a macro that opens something
    return Block::Body;
  }

  void open() {
    Block block{kindOfBlock(), Now};
    if (block.head.isWanted)
      found(block.head);
    Open.push_back(std::move(block));
    begin();
  }

  void close() {
    endStatement();
    if (Open.empty()) {
      IsClear = false;
      return;
    }
    Block closed = std::move(Open.back());
    Open.pop_back();
    if (closed.kind == Block::Namespace)
      return;
    Now = std::move(closed.head);
    Previous = "}";
    BodyEnded = closed.kind == Block::Body && Now.hasParentheses && Now.parentheses == 0;
  }

  /// A body ends its declaration, but not so an initialiser, nor a try block.
  void afterBody(const SourceToken &token) {
    BodyEnded = false;
    bool goesOn = token.isName ? token.text == "catch" : llvm::StringRef(",{;=.)(").contains(token.text);
    if (!goesOn)
      begin();
  }

  void endStatement() {
    if (Now.isWanted)
      found(Now);
    begin();
  }

  void begin() {
    Now = {};
    Previous.clear();
    AfterStar = BodyEnded = IsUse = AfterType = false;
  }

  /// A wanted word stands in this statement: what it declares, and the function in whose body it stands, lead on.
  void found(const Statement &statement) {
    std::string inner;
    for (size_t i = 0; i < Open.size(); ++i) {
      Statement &head = Open[i].head;
      if (Open[i].kind == Block::Class)
        inner = head.className;
      bool isOutermost = i == 0 || Open[i - 1].kind != Block::Body;
      if (Open[i].kind == Block::Body && isOutermost)
        declares(head, inner);
      // `struct { … } name;` and `type name = { … }, more = …;` declare after the brace as well.
      if (Open[i].kind == Block::Body ? !head.hasParentheses : head.className.empty())
        head.isWanted = true;
    }
    if (inBody())
      return;
    declares(statement, inner);
    // Objects of a class with such a member are made, and convert, without a name.
    if (!statement.hasParentheses && !inner.empty())
      Found.insert({inner, {}});
  }

  void declares(const Statement &statement, const std::string &inClass) {
    std::vector<std::string> scope;
    if (!inClass.empty())
      scope.push_back(inClass);
    for (const std::string &name : statement.declared)
      Found.insert({name, name == inClass ? std::vector<std::string>{} : scope});
    if (statement.isClass && !statement.className.empty())
      Found.insert({statement.className, {}});
    if (statement.isOperator)
      Found.insert({inClass.empty() ? "operator" : inClass, {}});
  }
};

} // namespace

Outline outline(llvm::StringRef source, llvm::function_ref<bool(llvm::StringRef)> isWanted) {
  Reader reader(isWanted);
  lex(source, [&](const SourceToken &token) { reader.token(token); });
  return reader.finish();
}

} // namespace pgtidy::engine
