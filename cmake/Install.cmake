# What is installed, and the packages that cpack makes of it. The tree may be moved: what the program needs beside it is
# looked for from where it stands.
include(GNUInstallDirs)

install(TARGETS pgtidy RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
if(TARGET pgtidy_plugin)
  install(TARGETS pgtidy_plugin LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}/pgtidy)
endif()
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

# Completion and the manual page are made from the option table by the program itself.
function(pgtidy_install_made word folder name)
  set(file ${CMAKE_BINARY_DIR}/generated/${word}/${name})
  file(MAKE_DIRECTORY ${CMAKE_BINARY_DIR}/generated/${word})
  add_custom_command(OUTPUT ${file} COMMAND pgtidy completion ${word} --output=${file} DEPENDS pgtidy VERBATIM)
  add_custom_target(pgtidy_made_${word} ALL DEPENDS ${file})
  install(FILES ${file} DESTINATION ${folder})
endfunction()
pgtidy_install_made(man ${CMAKE_INSTALL_MANDIR}/man1 pgtidy.1)
pgtidy_install_made(bash ${CMAKE_INSTALL_DATADIR}/bash-completion/completions pgtidy)
pgtidy_install_made(zsh ${CMAKE_INSTALL_DATADIR}/zsh/site-functions _pgtidy)
pgtidy_install_made(fish ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d pgtidy.fish)

# Packing takes what is built; it does not build the tests.
set(CMAKE_SKIP_INSTALL_ALL_DEPENDENCY ON)
set(CPACK_GENERATOR "DEB;TGZ")
set(CPACK_PACKAGE_NAME pgtidy)
set(CPACK_PACKAGE_CONTACT "The pgtidy developers <pgtidy@localhost>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "static analyzer for C++ programs on PostgreSQL")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# Clang's own headers, which every unit includes.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "libclang-common-${PGTIDY_LLVM_VERSION}-dev")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "clang-tidy-${PGTIDY_LLVM_VERSION}")
include(CPack)
