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
