/* actions.c - the table of actions, made from the list in actions.h. */
#include "config.h"

#include "quotidian/actions.h"
#include "quotidian/str.h"

const struct action_info action_info[ACTION_COUNT] = {
	[ACTION_none] = { NULL, NULL, NULL, NULL },
#define A(id, command, keys, where, help) [ACTION_##id] = { command, keys, where, help },
	ACTIONS(A)
#undef A
};

enum action action_find(const char *command)
{
	for (int i = ACTION_none + 1; i < ACTION_COUNT; i++)
		if (str_eqz(str_of(command), action_info[i].command))
			return (enum action)i;
	return ACTION_none;
}
