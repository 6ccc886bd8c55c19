# tests/ui
if HAVE_CMOCKA
check_PROGRAMS += tests/ui/test_keymap tests/ui/test_layout tests/ui/test_wrap
tests_ui_test_keymap_SOURCES = tests/ui/test_keymap.c
tests_ui_test_keymap_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_test_keymap_LDADD = $(LIBS_UI) $(CMOCKA_LIBS)
tests_ui_test_layout_SOURCES = tests/ui/test_layout.c
tests_ui_test_layout_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_test_layout_LDADD = $(LIBS_UI) $(CMOCKA_LIBS)
tests_ui_test_wrap_SOURCES = tests/ui/test_wrap.c
tests_ui_test_wrap_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_test_wrap_LDADD = $(LIBS_UI) $(CMOCKA_LIBS)
endif
