/* actions.c - the tables of actions and of typed commands, made from the lists in actions.h. */
#include "config.h"

#include "quotidian/actions.h"
#include "quotidian/str.h"

const struct action_info action_info[ACTION_COUNT] = {
	[ACTION_none] = { NULL, NULL, NULL, NULL },
#define A(id, command, keys, where, help) [ACTION_##id] = { command, keys, where, help },
	ACTIONS(A)
#undef A
};

const struct typed_info typed_info[TYPED_COUNT] = {
#define T(id, name, arg, help) [TYPED_##id] = { name, arg, help },
	TYPED(T)
#undef T
};

enum action action_find(const char *command)
{
	for (int i = ACTION_none + 1; i < ACTION_COUNT; i++)
		if (str_eqz(str_of(command), action_info[i].command))
			return (enum action)i;
	return ACTION_none;
}

static struct str first_word(struct str *rest)
{
	struct str word = STR_NONE;
	*rest = str_trim(*rest);
	str_split(rest, ' ', &word);
	*rest = str_trim(*rest);
	return word;
}

int command_check(struct str command, struct err *e)
{
	struct str rest = command, verb = first_word(&rest);
	int64_t count;
	if (rest.n && str_int(&count, verb) == 0)
		verb = first_word(&rest);
	if (str_eqz(verb, "q") || str_eqz(verb, "qa") || str_eqz(verb, "exit"))
		verb = STR("quit");
	for (int i = 0; i < TYPED_COUNT; i++) {
		if (!str_eqz(verb, typed_info[i].name) || (!rest.n && !str_ends(str_of(typed_info[i].arg), STR("?"))))
			continue;
		return 0;
	}
	for (int i = ACTION_none + 1; i < ACTION_COUNT; i++)
		if (str_eqz(verb, action_info[i].command))
			return rest.n ? err_set(e, QD_EINVAL, "the command %s takes nothing behind it", action_info[i].command) : 0;
	for (int i = 0; i < TYPED_COUNT; i++)
		if (str_eqz(verb, typed_info[i].name))
			return err_set(e, QD_EINVAL, "the command %s needs something behind it", typed_info[i].name);
	return err_set(e, QD_EINVAL, "there is no command \"" STR_FMT "\"; KEYS in the manual lists all", STR_ARG(str_sub(verb, 0, 60)));
}
