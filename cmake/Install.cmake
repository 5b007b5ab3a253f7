# What is installed, and the packages that cpack makes of it. The tree may be moved: what the program needs beside it is
# looked for from where it stands.
include(GNUInstallDirs)

install(TARGETS pgtidy RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS pgtidy_plugin LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/pgtidy)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} FILES_MATCHING PATTERN "*.md")
install(FILES README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(FILES rules/schema.json DESTINATION ${CMAKE_INSTALL_DATADIR}/pgtidy)
install(FILES tool/ci/pgtidy.gitlab-ci.yml DESTINATION ${CMAKE_INSTALL_DATADIR}/pgtidy)
install(FILES tool/ci/pgtidy-config.cmake DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/pgtidy)

# For a tree that runs where no Clang is installed.
option(PGTIDY_BUNDLE_CLANG_HEADERS "Install Clang's own headers beside pgtidy" OFF)
if(PGTIDY_BUNDLE_CLANG_HEADERS)
  install(DIRECTORY ${LLVM_LIBRARY_DIR}/clang/${PGTIDY_LLVM_VERSION}/include
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pgtidy/clang)
endif()

# All that is installed, without the tests.
add_custom_target(pgtidy_installed ALL)
add_dependencies(pgtidy_installed pgtidy pgtidy_plugin)

# Completion and the manual page are made from the option table by the program itself.
find_program(PGTIDY_GZIP gzip REQUIRED)
function(pgtidy_install_made word folder name)
  set(file ${CMAKE_BINARY_DIR}/generated/${word}/${name})
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated/${word})
  set(compress "")
  set(installed ${file})
  if(word STREQUAL "man")
    set(compress COMMAND ${PGTIDY_GZIP} -9nf ${file})
    set(installed ${file}.gz)
  endif()
  add_custom_command(OUTPUT ${installed} COMMAND pgtidy completion ${word} --output=${file} ${compress}
    DEPENDS pgtidy VERBATIM)
  add_custom_target(pgtidy_made_${word} DEPENDS ${installed})
  add_dependencies(pgtidy_installed pgtidy_made_${word})
  install(FILES ${installed} DESTINATION ${folder})
endfunction()
pgtidy_install_made(man ${CMAKE_INSTALL_MANDIR}/man1 pgtidy.1)
pgtidy_install_made(bash ${CMAKE_INSTALL_DATADIR}/bash-completion/completions pgtidy)
# Debian's zsh looks for what packages bring elsewhere than others do.
set(zshFunctions site-functions)
if(EXISTS /etc/debian_version)
  set(zshFunctions vendor-completions)
endif()
pgtidy_install_made(zsh ${CMAKE_INSTALL_DATADIR}/zsh/${zshFunctions} _pgtidy)
pgtidy_install_made(fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d pgtidy.fish)

# What is inside the binaries has terms of its own, which ask to be passed on with them.
set(PGTIDY_COPYRIGHT ${CMAKE_BINARY_DIR}/generated/copyright)
file(WRITE ${PGTIDY_COPYRIGHT} "pgtidy contains parts of these works, with these notices.\n")
foreach(part libpg-query-dev nlohmann-json3-dev llvm-${PGTIDY_LLVM_VERSION}-dev)
  if(EXISTS /usr/share/doc/${part}/copyright)
    file(READ /usr/share/doc/${part}/copyright text)
    file(APPEND ${PGTIDY_COPYRIGHT} "\n======== ${part} ========\n\n${text}")
  endif()
endforeach()
install(FILES ${PGTIDY_COPYRIGHT} DESTINATION ${CMAKE_INSTALL_DOCDIR})

set(CPACK_PACKAGE_CONTACT "The pgtidy developers <pgtidy@localhost>" CACHE STRING "Whom the package names as its maintainer")
string(TIMESTAMP date "%a, %d %b %Y %H:%M:%S +0000" UTC)
file(WRITE ${CMAKE_BINARY_DIR}/generated/changelog "pgtidy (${PROJECT_VERSION}) unstable; urgency=medium

  * Packed from the sources of this version.

 -- ${CPACK_PACKAGE_CONTACT}  ${date}
")
execute_process(COMMAND ${PGTIDY_GZIP} -9nf ${CMAKE_BINARY_DIR}/generated/changelog COMMAND_ERROR_IS_FATAL ANY)
install(FILES ${CMAKE_BINARY_DIR}/generated/changelog.gz DESTINATION ${CMAKE_INSTALL_DOCDIR})

# Packing takes what is built; it does not build the tests.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_PACKAGE_NAME pgtidy)
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "static analyzer for C++ programs on PostgreSQL")
set(CPACK_PACKAGE_DESCRIPTION "Reads C++ programs that talk to PostgreSQL, with Clang and with
PostgreSQL's own parser, and finds connection strings written into the
program, SQL that goes round the object mapper, and queries that are not
tied to one user. Works as a command line, as a language server, in
continuous integration, and in clang-tidy.")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Clang's own headers, which every unit includes.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${PGTIDY_LLVM_VERSION}-dev")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "clang-tidy-${PGTIDY_LLVM_VERSION}")
include(CPack)
