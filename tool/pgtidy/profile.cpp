#include "profile.h"

#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"

#include <map>
#include <tuple>

namespace pgtidy::tool {

using engine::Span;

static double seconds(std::chrono::nanoseconds duration) { return std::chrono::duration<double>(duration).count(); }

namespace {

struct Total {
  std::string name;
  std::chrono::nanoseconds time{};
  size_t count = 0;
};

} // namespace

/// The totals by `nameOf`, those of an empty name left out.
static std::vector<Total> totals(const std::vector<Span> &spans, llvm::function_ref<std::string(const Span &)> nameOf) {
  std::vector<Total> all;
  std::map<std::string, size_t> known;
  for (const Span &span : spans) {
    std::string name = nameOf(span);
    if (name.empty())
      continue;
    auto [at, isNew] = known.try_emplace(name, all.size());
    if (isNew)
      all.push_back({name});
    all[at->second].time += span.duration;
    ++all[at->second].count;
  }
  return all;
}

static void writeLongest(llvm::raw_ostream &out, std::vector<Total> all, llvm::StringRef heading) {
  constexpr size_t shown = 10;
  llvm::sort(all, [](const Total &a, const Total &b) { return std::tie(b.time, a.name) < std::tie(a.time, b.name); });
  if (all.empty())
    return;
  out << '\n' << heading << '\n';
  for (const Total &total : llvm::ArrayRef(all).take_front(shown))
    out << llvm::format("%9.3f s  ", seconds(total.time)) << total.name << '\n';
  if (all.size() > shown)
    out << "             and " << all.size() - shown << " more\n";
}

void writeProfile(llvm::raw_ostream &out, const engine::Profile &profile) {
  std::vector<Span> spans = profile.spans();
  out << "where the time went, all threads together\n";
  for (const Total &total : totals(spans, [](const Span &span) { return span.stage; })) {
    out << llvm::format("%9.3f s  ", seconds(total.time)) << total.name;
    if (total.count > 1)
      out << ", " << total.count << " times";
    out << '\n';
  }
  writeLongest(out, totals(spans, [](const Span &span) { return span.stage == "check" ? "" : span.subject; }),
               "files that took longest");
  writeLongest(out, totals(spans, [](const Span &span) { return span.stage == "check" ? span.subject : ""; }),
               "checks that took longest");
}

void writeTrace(llvm::raw_ostream &out, const engine::Profile &profile) {
  std::vector<Span> spans = profile.spans();
  auto micro = [](auto duration) { return std::chrono::duration_cast<std::chrono::microseconds>(duration).count(); };
  llvm::json::OStream json(out);
  json.object([&] {
    json.attributeArray("traceEvents", [&] {
      for (const Span &span : spans)
        json.object([&] {
          json.attribute("name", span.subject.empty() ? span.stage : llvm::json::fixUTF8(span.subject));
          json.attribute("cat", span.stage);
          json.attribute("ph", "X");
          json.attribute("ts", micro(span.begin - spans.front().begin));
          json.attribute("dur", micro(span.duration));
          json.attribute("pid", 1);
          json.attribute("tid", int64_t(span.thread));
        });
    });
    json.attribute("displayTimeUnit", "ms");
  });
  out << '\n';
}

} // namespace pgtidy::tool
