# tests/ui
if HAVE_CMOCKA
check_PROGRAMS += tests/ui/test_keymap tests/ui/test_layout tests/ui/test_list tests/ui/test_theme tests/ui/test_wrap
tests_ui_test_keymap_SOURCES = tests/ui/test_keymap.c
tests_ui_test_keymap_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_test_keymap_LDADD = $(LIBS_UI) $(CMOCKA_LIBS)
tests_ui_test_layout_SOURCES = tests/ui/test_layout.c
tests_ui_test_layout_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_test_layout_LDADD = $(LIBS_UI) $(CMOCKA_LIBS)
tests_ui_test_list_SOURCES = tests/ui/test_list.c
tests_ui_test_list_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_test_list_LDADD = $(LIBS_UI) $(CMOCKA_LIBS)
tests_ui_test_theme_SOURCES = tests/ui/test_theme.c
tests_ui_test_theme_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_test_theme_LDADD = $(LIBS_UI) $(CMOCKA_LIBS)
tests_ui_test_wrap_SOURCES = tests/ui/test_wrap.c
tests_ui_test_wrap_CPPFLAGS = $(TEST_CPPFLAGS)
tests_ui_test_wrap_LDADD = $(LIBS_UI) $(CMOCKA_LIBS)
endif
if HAVE_VTERM
check_PROGRAMS += tests/ui/test_choices tests/ui/test_copies tests/ui/test_demo tests/ui/test_lists tests/ui/test_places tests/ui/test_screens tests/ui/test_timeline
tests_ui_test_choices_SOURCES = tests/ui/test_choices.c tests/ui/newsroom.c tests/ui/screen.c tests/ui/newsroom.h tests/ui/reading.h tests/ui/screen.h
tests_ui_test_choices_CPPFLAGS = $(TEST_CPPFLAGS) $(VTERM_CFLAGS)
tests_ui_test_choices_LDADD = $(LIBS_UI) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil
tests_ui_test_demo_SOURCES = tests/ui/test_demo.c tests/ui/screen.c tests/ui/newsroom.h tests/ui/screen.h
tests_ui_test_demo_CPPFLAGS = $(TEST_CPPFLAGS) $(VTERM_CFLAGS)
tests_ui_test_demo_LDADD = $(LIBS_UI) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil
tests_ui_test_screens_SOURCES = tests/ui/test_screens.c tests/ui/newsroom.c tests/ui/screen.c tests/ui/newsroom.h tests/ui/reading.h tests/ui/screen.h
tests_ui_test_screens_CPPFLAGS = $(TEST_CPPFLAGS) $(VTERM_CFLAGS)
tests_ui_test_screens_LDADD = $(LIBS_UI) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil
tests_ui_test_copies_SOURCES = tests/ui/test_copies.c tests/ui/newsroom.c tests/ui/screen.c tests/ui/newsroom.h tests/ui/reading.h tests/ui/screen.h
tests_ui_test_copies_CPPFLAGS = $(TEST_CPPFLAGS) $(VTERM_CFLAGS)
tests_ui_test_copies_LDADD = $(LIBS_UI) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil
tests_ui_test_lists_SOURCES = tests/ui/test_lists.c tests/ui/newsroom.c tests/ui/screen.c tests/ui/newsroom.h tests/ui/reading.h tests/ui/screen.h
tests_ui_test_lists_CPPFLAGS = $(TEST_CPPFLAGS) $(VTERM_CFLAGS)
tests_ui_test_lists_LDADD = $(LIBS_UI) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil
tests_ui_test_places_SOURCES = tests/ui/test_places.c tests/ui/newsroom.c tests/ui/screen.c tests/ui/newsroom.h tests/ui/reading.h tests/ui/screen.h
tests_ui_test_places_CPPFLAGS = $(TEST_CPPFLAGS) $(VTERM_CFLAGS)
tests_ui_test_places_LDADD = $(LIBS_UI) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil
tests_ui_test_timeline_SOURCES = tests/ui/test_timeline.c tests/ui/newsroom.c tests/ui/screen.c tests/ui/newsroom.h tests/ui/reading.h tests/ui/screen.h
tests_ui_test_timeline_CPPFLAGS = $(TEST_CPPFLAGS) $(VTERM_CFLAGS)
tests_ui_test_timeline_LDADD = $(LIBS_UI) $(CMOCKA_LIBS) $(VTERM_LIBS) -lutil
EXTRA_DIST += tests/ui/screens
endif
