# The list of checks, made from what is on disk: a check is lib/checks/<area>/<what>.cpp and docs/checks/<area>/<what>.md.
set(PGTIDY_CHECK_REGISTRY ${CMAKE_BINARY_DIR}/generated/check_registry.cpp)

file(GLOB checkSources RELATIVE ${PROJECT_SOURCE_DIR}/lib/checks CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/lib/checks/*/*.cpp)
file(GLOB checkPages RELATIVE ${PROJECT_SOURCE_DIR}/docs/checks CONFIGURE_DEPENDS ${PROJECT_SOURCE_DIR}/docs/checks/*/*.md)
list(TRANSFORM checkSources REPLACE "\\.cpp$" "")
list(TRANSFORM checkPages REPLACE "\\.md$" "")
foreach(check IN LISTS checkSources)
  if(NOT check IN_LIST checkPages)
    message(FATAL_ERROR "lib/checks/${check}.cpp has no page: write docs/checks/${check}.md")
  endif()
endforeach()
foreach(check IN LISTS checkPages)
  if(NOT check IN_LIST checkSources)
    message(FATAL_ERROR "docs/checks/${check}.md has no check: write lib/checks/${check}.cpp")
  endif()
endforeach()

# The page starts with "# pg-<area>-<what>", then "*Severity: error*" (or warning) and the summary in one line. Code scanning
# wants to know more, which may follow the severity: "*Severity: error · Precision: high · CWE: 89 · Security: 8.8*".
function(pgtidy_metadata result text key pattern)
  set(value "")
  if(text MATCHES "${key}: (${pattern})")
    set(value "${CMAKE_MATCH_1}")
  endif()
  set(${result} "${value}" PARENT_SCOPE)
endfunction()
set(declarations "")
set(entries "")
list(SORT checkPages)
foreach(check IN LISTS checkPages)
  set(page ${PROJECT_SOURCE_DIR}/docs/checks/${check}.md)
  set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${page})
  file(READ ${page} text)
  string(REPLACE "/" "-" name "pg-${check}")
  string(REGEX REPLACE "[/-]" "_" function ${check})
  if(NOT text MATCHES "^# ([a-z-]+)\n\n\\*Severity: (error|warning)([^\n*]*)\\*\n\n([^\n]+)\n")
    message(FATAL_ERROR "docs/checks/${check}.md must begin with '# ${name}', '*Severity: error*' (or warning) and a summary line")
  endif()
  if(NOT CMAKE_MATCH_1 STREQUAL name)
    message(FATAL_ERROR "docs/checks/${check}.md is titled '${CMAKE_MATCH_1}', not '${name}'")
  endif()
  set(severity Warning)
  if(CMAKE_MATCH_2 STREQUAL "error")
    set(severity Error)
  endif()
  set(metadata "${CMAKE_MATCH_3}")
  set(offByDefault false)
  if(metadata MATCHES ", off by default")
    set(offByDefault true)
  endif()
  string(REPLACE "\\" "\\\\" summary "${CMAKE_MATCH_4}")
  string(REPLACE "\"" "\\\"" summary "${summary}")
  pgtidy_metadata(precision "${metadata}" Precision "very-high|high|medium|low")
  pgtidy_metadata(cwe "${metadata}" CWE "[0-9, ]+[0-9]|[0-9]")
  pgtidy_metadata(security "${metadata}" Security "[0-9]+\\.[0-9]")
  string(APPEND declarations "Findings ${function}(const Input &);\n")
  string(APPEND entries "    {\"${name}\", findings::Severity::${severity}, ${offByDefault}, \"${summary}\",\n     R\"~page~(${text})~page~\", ${function}, {\"${precision}\", \"${security}\", \"${cwe}\"}},\n")
endforeach()
set(registry "// Made by cmake/Generate.cmake from docs/checks and lib/checks.
#include \"checks/check.h\"

namespace pgtidy::checks {

${declarations}
llvm::ArrayRef<Check> all() {
  static const Check checks[] = {
${entries}  };
  return checks;
}

} // namespace pgtidy::checks
")
file(WRITE ${PGTIDY_CHECK_REGISTRY}.new "${registry}")
file(COPY_FILE ${PGTIDY_CHECK_REGISTRY}.new ${PGTIDY_CHECK_REGISTRY} ONLY_IF_DIFFERENT)
