/* fuzz_settings.c - lines of the configuration file with their key bindings, and the subscriptions file. */
#include "config.h"

#include "fuzz.h"
#include "quotidian/settings.h"
#include "ui/keymap.h"

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t n)
{
	struct settings s;
	struct keymap m;
	struct buf out;
	struct str rest = fuzz_str(bytes, n), line;
	uint32_t keys[KEY_SEQUENCE_MAX];
	unsigned nkeys;
	buf_init(&out, 1 << 20);
	settings_init(&s);
	keymap_init(&m);
	while (str_split(&rest, '\n', &line)) {
		(void)!settings_line(&s, line, keymap_bind_hook, &m, NULL);
		if (keys_parse(keys, &nkeys, line, NULL) == 0)
			MUST(nkeys > 0 && nkeys <= KEY_SEQUENCE_MAX);
	}
	for (int a = 1; a < ACTION_COUNT; a++)
		keymap_keys_of(&m, (enum action)a, &out);
	keymap_free(&m);
	settings_free(&s);
	buf_clear(&out);
	feed_refs_free(subs_parse(fuzz_str(bytes, n), "feeds", &out));
	buf_free(&out);
	return 0;
}
